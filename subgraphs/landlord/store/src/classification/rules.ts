import { type Grid, grid1, type Nomenclature, nomenclature1 } from "@palier/schema";

/** What a convention classifies by. */
export interface Rules {
  readonly grid: Grid;
  /** The shared one, with the convention's own categories. */
  readonly nomenclature: Nomenclature;
}

export const rulesVersion1: Rules = { grid: grid1, nomenclature: nomenclature1 };
