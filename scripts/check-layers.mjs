// Part of npm run lint: who may import whom, by the table in layers/layers.mjs.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { importsOf } from "./layers/imports-of.mjs";
import { layerProblems } from "./layers/layer-problems.mjs";
import { forTests, layers } from "./layers/layers.mjs";

const { workspaces } = JSON.parse(readFileSync("package.json", "utf8"));
const known = new Set(layers.map(({ folder }) => folder));
const unknown = workspaces
  .filter((folder) => !known.has(folder))
  .map((folder) => `${folder}: say what this package may import in scripts/layers/layers.mjs`);

const listed = ["ls-files", "--cached", "--others", "--exclude-standard", "--", ...known];
const sources = execFileSync("git", listed, { encoding: "utf8", maxBuffer: 2 ** 26 })
  .split("\n")
  .filter((path) => /\.(ts|tsx|mts|mjs|js)$/.test(path) && existsSync(path))
  .map((path) => ({ path, imports: importsOf(readFileSync(path, "utf8"), path) }));

const problems = [...unknown, ...layerProblems(layers, forTests, sources)];
for (const problem of problems) console.error(problem);
if (problems.length > 0) process.exit(1);
console.log(`Layers hold: ${sources.length} files in ${layers.length} packages`);
