import { readFileSync } from "node:fs";
import { nomenclature1 } from "../nomenclature/nomenclature-1.js";
import type { Grid } from "./grid.js";
import { parseGrid } from "./parse-grid.js";

const file = new URL("../../data/grid-1.yaml", import.meta.url);

/** Version 1 of the classification grid. */
export const grid1: Grid = parseGrid(readFileSync(file, "utf8"), "grid-1.yaml", nomenclature1);
