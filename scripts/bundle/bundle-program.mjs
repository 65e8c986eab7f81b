import { rm } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { rolldown } from "rolldown";

/** Beside a program, what it shares with what it loads later. */
const chunks = "bundled";

/**
 * A program with all that it imports, in a few files: a process that loads a thousand modules spends two seconds of a
 * core on them; on a bundle, a third.
 *
 * @param {{ source: string, folder: string, conditions?: string[] }} options `source`: its module, JavaScript or
 *   TypeScript; `folder`: gets main.js; `conditions`: by which packages choose their files, beside Node's own.
 * @returns {Promise<string>} the path of main.js.
 */
export async function bundleProgram({ source, folder, conditions = [] }) {
  await rm(join(folder, chunks), { recursive: true, force: true });
  const bundle = await rolldown({
    input: { main: source },
    platform: "node",
    resolve: { conditionNames: conditions.length > 0 ? [...conditions, "node"] : undefined },
    plugins: [insideRequires(), placesOf(folder)],
    onLog: tellUnexpected,
  });
  await bundle.write({
    dir: folder,
    format: "esm",
    // Entities, resolvers and errors are known by the names of their classes.
    keepNames: true,
    entryFileNames: "main.js",
    chunkFileNames: `${chunks}/[name].js`,
  });
  return join(folder, "main.js");
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
function placesOf(folder) {
  return {
    name: "places",
    transform: (code, id) => {
      return code.includes("import.meta.url")
        ? code.replaceAll("import.meta.url", JSON.stringify(`place:${id}`))
        : null;
    },
    renderChunk: (code, { fileName }) => {
      const from = dirname(join(folder, fileName));
      return code.replaceAll(/"place:([^"]+)"/g, (_place, id) => {
        const path = relative(from, id).replaceAll("\\", "/");
        return `new URL(${JSON.stringify(path)}, import.meta.url).href`;
      });
    },
  };
}
