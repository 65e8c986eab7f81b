import { fileURLToPath } from "node:url";

/** The convention that `palier start` serves when none is given. */
export const demonstrationConventionFile = fileURLToPath(
  new URL("../../demo/convention.yaml", import.meta.url),
);
