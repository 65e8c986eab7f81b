// Lets plain Node run the package's TypeScript, decorators included, so that tests can start a
// process of their own without a build: node --import <this file> -C @palier/source <file.ts>
import { readFile } from "node:fs/promises";
import { register } from "node:module";
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
};

export async function resolve(specifier, context, next) {
  const isOurs = specifier.startsWith(".") && context.parentURL?.endsWith(".ts");
  return next(isOurs ? specifier.replace(/\.js$/, ".ts") : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith(".ts")) return next(url, context);
  const { transform } = await import("@swc/core");
  const path = fileURLToPath(url);
  const { code } = await transform(await readFile(path, "utf8"), { ...options, filename: path });
  return { format: "module", source: code, shortCircuit: true };
}
