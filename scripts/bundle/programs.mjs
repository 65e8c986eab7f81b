// Part of a package's build: makes of a compiled program, dist/run.js, the one that runs, dist/main.js.
// Arguments: folders of dist/ that have a program each; none: dist/ itself.
import { join, resolve } from "node:path";
import { bundleProgram } from "./bundle-program.mjs";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];
for (const each of folders) {
  const folder = resolve("dist", each);
  await bundleProgram({ source: join(folder, "run.js"), folder });
}
