// Makes of a compiled program, dist/run.js of the package it is started in, the one that runs: dist/main.js, with all
// that it imports in a few files. A process that loads a thousand modules spends two seconds of a core on them; on a
// bundle, a third. Arguments: folders of dist/ that have a program each (default: dist/ itself).
import { rm } from "node:fs/promises";
import { dirname, join, relative, resolve } from "node:path";
import { rolldown } from "rolldown";

const folders = process.argv.length > 2 ? process.argv.slice(2) : ["."];

for (const folder of folders) {
  const dist = resolve("dist", folder);
  const bundled = "bundled";
  await rm(join(dist, bundled), { recursive: true, force: true });
  const bundle = await rolldown({
    input: { main: join(dist, "run.js") },
    platform: "node",
    plugins: [insideRequires(), placesOf(dist)],
    onLog: tellUnexpected,
  });
  await bundle.write({
    dir: dist,
    format: "esm",
    // Entities, resolvers and errors are known by the names of their classes.
    keepNames: true,
    entryFileNames: "main.js",
    chunkFileNames: `${bundled}/[name].js`,
  });
}

/** Packages try drivers and validators that may be installed beside them: none is. One, long settled, evaluates text. */
function tellUnexpected(level, log, tell) {
  if (!["UNRESOLVED_IMPORT", "EVAL"].includes(log.code)) tell(level, log);
}

/** What a module of ours requires, since it must be the CommonJS build, is part of the bundle as well. */
function insideRequires() {
  const own = /^const load = createRequire\(import\.meta\.url\);$/m;
  return {
    name: "inside-requires",
    transform: (code) => {
      return own.test(code) ? code.replace(own, "").replaceAll(/\bload\(/g, "require(") : null;
    },
  };
}

/** Files that a module finds from its own place stay where they are: in the bundle it knows that place. */
function placesOf(dist) {
  return {
    name: "places",
    transform: (code, id) => {
      return code.includes("import.meta.url")
        ? code.replaceAll("import.meta.url", JSON.stringify(`place:${id}`))
        : null;
    },
    renderChunk: (code, { fileName }) => {
      const from = dirname(join(dist, fileName));
      return code.replaceAll(/"place:([^"]+)"/g, (_place, id) => {
        const path = relative(from, id).replaceAll("\\", "/");
        return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
      });
    },
  };
}
