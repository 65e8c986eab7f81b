import type { Nomenclature } from "./nomenclature.js";
import { nomenclature1 } from "./nomenclature-1.js";
import { nomenclature2 } from "./nomenclature-2.js";

/** Each version of the shared nomenclature; a later one holds all categories of those before, in the same families. */
export const knownNomenclatures: ReadonlyMap<number, Nomenclature> = new Map(
  [nomenclature1, nomenclature2].map((nomenclature) => [nomenclature.version, nomenclature]),
);
