// Lets plain Node run the package's TypeScript, decorators included, so that test files run without a
// build: node --import <this file> -C @palier/source <file.ts>
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { fileURLToPath } from "node:url";
import { isMainThread } from "node:worker_threads";

if (isMainThread) register(import.meta.url);

const options = {
  swcrc: false,
  jsc: {
    target: "es2022",
    parser: { syntax: "typescript", decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
    keepClassNames: true,
  },
  module: { type: "es6" },
  sourceMaps: "inline",
};
const { version } = createRequire(import.meta.url)("@swc/core/package.json");
const made = `${version} ${JSON.stringify(options)}`;

const root = fileURLToPath(new URL("../..", import.meta.url));
/** One file for each of the clone that was ever read, so that it grows no further than the sources. */
const kept = `${root}node_modules/.cache/palier-typescript`;

export async function resolve(specifier, context, next) {
  if (specifier === "@jest/globals") {
    return { url: new URL("runner/globals.mjs", import.meta.url).href, shortCircuit: true };
  }
  const isOurs = specifier.startsWith(".") && context.parentURL?.endsWith(".ts");
  return next(isOurs ? typescriptOf(specifier) : specifier, context);
}

/** The dashboard is bundled: it names its modules without an extension. */
function typescriptOf(specifier) {
  if (specifier.endsWith(".js")) return specifier.replace(/js$/, "ts");
  return /\.(ts|tsx|json|mjs)$/.test(specifier) ? specifier : `${specifier}.ts`;
}

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const path = fileURLToPath(url);
  return { format: "module", source: await javascriptOf(path), shortCircuit: true };
}

async function javascriptOf(path) {
  const source = readFileSync(path, "utf8");
  if (!path.startsWith(root)) return transformed(source, path);
  const mark = `\n// ${sha256(`${made} ${source}`)}`;
  const file = `${kept}/${sha256(path)}.js`;
  try {
    const javascript = readFileSync(file, "utf8");
    if (javascript.endsWith(mark)) return javascript;
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
  }
  const javascript = `${await transformed(source, path)}${mark}`;
  mkdirSync(kept, { recursive: true });
  // Renamed when it is whole: another process may be reading, or writing the same.
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, javascript);
  renameSync(unfinished, file);
  return javascript;
}

async function transformed(source, path) {
  const { transform } = await import("@swc/core");
  const { code } = await transform(source, { ...options, filename: path });
  return code;
}

function sha256(text) {
  return createHash("sha256").update(text).digest("hex");
}
