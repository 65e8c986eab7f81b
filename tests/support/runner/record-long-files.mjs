/** What takes seconds, as `npm test -- --json --outputFile=<file>` measured it, for a machine that remembers nothing. */
import { readFileSync, writeFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const fewSeconds = 5;

const { testResults } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const long = testResults
  .map(({ name, startTime, endTime }) => [
    relative(root, name),
    Math.round((endTime - startTime) / 1000),
  ])
  .filter(([, seconds]) => seconds >= fewSeconds)
  .sort(([one, a], [other, b]) => b - a || one.localeCompare(other));
writeFileSync(
  new URL("./long-files.json", import.meta.url),
  `${JSON.stringify(Object.fromEntries(long), null, 2)}\n`,
);
