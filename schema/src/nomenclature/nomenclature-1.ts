import { readFileSync } from "node:fs";
import type { Nomenclature } from "./nomenclature.js";
import { parseNomenclature } from "./parse-nomenclature.js";

const file = new URL("../../data/nomenclature-1.yaml", import.meta.url);

/** Version 1 of the shared nomenclature. */
export const nomenclature1: Nomenclature = parseNomenclature(
  readFileSync(file, "utf8"),
  "nomenclature-1.yaml",
);
