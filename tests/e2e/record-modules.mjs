// node --import <this file>: writes every file that the process loads into the file named by
// PALIER_LOADED_MODULES, one URL or path a line. Registered again as a hook, for ES modules.
import { appendFileSync } from "node:fs";
import { createRequire, register } from "node:module";
import { isMainThread } from "node:worker_threads";

const record = process.env.PALIER_LOADED_MODULES;

if (isMainThread) {
  register(import.meta.url);
  const { cache } = createRequire(import.meta.url);
  process.on("exit", () => appendFileSync(record, Object.keys(cache).join("\n")));
}

export function load(url, context, next) {
  appendFileSync(record, `${url}\n`);
  return next(url, context);
}
