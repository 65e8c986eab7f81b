import type { Nomenclature } from "../nomenclature/nomenclature.js";
import { nomenclature1 } from "../nomenclature/nomenclature-1.js";
import type { Grid } from "./grid.js";
import { grid1 } from "./grid-1.js";

/** What sites are classified by. */
export interface Rules {
  readonly grid: Grid;
  /** The shared one that the gates speak of, with the convention's own categories. */
  readonly nomenclature: Nomenclature;
}

/** Each version of the grid, with the nomenclature that its gates speak of. */
export const knownGrids: ReadonlyMap<number, Rules> = new Map(
  [{ grid: grid1, nomenclature: nomenclature1 }].map((rules) => [rules.grid.version, rules]),
);
