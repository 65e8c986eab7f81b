import { knownGrids, type Rules } from "../grid/known-grids.js";
import { ConfigurationError } from "../ground/errors.js";
import { extendNomenclature } from "../nomenclature/extend-nomenclature.js";
import type { Convention } from "./convention.js";

/**
 * What a convention classifies by: its version of the grid, and the shared nomenclature with the
 * categories that it adds.
 *
 * @throws ConfigurationError for a grid that this version of Palier does not know, and for
 *   categories that cannot be added.
 */
export function rulesOf({ grid, categories = [] }: Pick<Convention, "grid" | "categories">): Rules {
  const known = knownGrids.get(grid);
  if (known === undefined) {
    throw new ConfigurationError([
      `the convention applies version ${grid} of the grid; this version of Palier knows version ${[...knownGrids.keys()].join(", ")}`,
    ]);
  }
  const { nomenclature } = known;
  return { grid: known.grid, nomenclature: extendNomenclature(nomenclature, categories) };
}
