import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";

/**
 * Where the built pages lie, and beside them the operations that they ask.
 *
 * @param configured null for the installed dashboard's.
 */
export function pagesFolder(configured: string | null): string {
  if (configured !== null) return resolve(configured);
  const packages = createRequire(import.meta.url);
  return join(dirname(packages.resolve("@palier/dashboard/package.json")), "dist");
}
