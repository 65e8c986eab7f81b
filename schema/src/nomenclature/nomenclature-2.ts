import { readFileSync } from "node:fs";
import type { Nomenclature } from "./nomenclature.js";
import { nomenclature1 } from "./nomenclature-1.js";
import { parseAdditions } from "./parse-additions.js";

const file = new URL("../../data/nomenclature-2.yaml", import.meta.url);

/** Version 2 of the shared nomenclature: all of version 1, and more. */
export const nomenclature2: Nomenclature = parseAdditions(
  readFileSync(file, "utf8"),
  "nomenclature-2.yaml",
  nomenclature1,
);
