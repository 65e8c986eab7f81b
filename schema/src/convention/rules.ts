import { knownGrids, type Rules } from "../grid/known-grids.js";
import { ConfigurationError } from "../ground/errors.js";
import { extendNomenclature } from "../nomenclature/extend-nomenclature.js";
import { knownNomenclatures } from "../nomenclature/known-nomenclatures.js";
import type { Convention } from "./convention.js";

/** The terms of a convention that decide what a record may hold and how it is classified. */
export type RuleTerms = Pick<Convention, "grid" | "nomenclature" | "categories">;

/**
 * What a convention classifies by: its version of the grid, and its version of the shared nomenclature with the
 * categories that it adds.
 *
 * @throws ConfigurationError for versions that this version of Palier does not know, and for
 *   categories that cannot be added.
 */
export function rulesOf({ grid, nomenclature, categories = [] }: RuleTerms): Rules {
  const known = versionOf(knownGrids, grid, "grid");
  const shared =
    nomenclature === undefined
      ? known.nomenclature
      : versionOf(knownNomenclatures, nomenclature, "nomenclature");
  return { grid: known.grid, nomenclature: extendNomenclature(shared, categories) };
}

function versionOf<Known>(known: ReadonlyMap<number, Known>, version: number, of: string): Known {
  const found = known.get(version);
  if (found !== undefined) return found;
  throw new ConfigurationError([
    `the convention applies version ${version} of the ${of}; this version of Palier knows version ${[...known.keys()].join(", ")}`,
  ]);
}
