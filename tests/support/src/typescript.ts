import { fileURLToPath } from "node:url";

/** Arguments of Node with which it runs the TypeScript of our packages, without a build. */
export const typescriptArguments: readonly string[] = [
  "--import",
  fileURLToPath(new URL("../typescript-loader.mjs", import.meta.url)),
  "-C",
  "@palier/source",
];
