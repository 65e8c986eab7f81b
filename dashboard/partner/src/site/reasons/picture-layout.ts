import { families } from "../../counts/families";
import type { Family } from "../../generated/graphql";
import { type GateMark, gateMarks } from "./gate-marks";
import type { Gate } from "./gates";

/** Measures of the picture in pixels; it is never scaled, so that its text stays legible. */
export const sizes = {
  labels: 212,
  head: 56,
  cellWidth: 44,
  rowHeight: 36,
  beforeGates: 16,
  lane: 156,
  betweenGates: 10,
} as const;

/** A gate's column in the picture. */
export interface GateColumn {
  readonly gate: Gate;
  readonly marks: readonly GateMark[];
  readonly x: number;
  readonly width: number;
}

export interface PictureLayout {
  readonly width: number;
  readonly height: number;
  /** Where the gates begin. */
  readonly gatesX: number;
  readonly columns: readonly GateColumn[];
}

export function pictureLayout(months: number, gates: readonly Gate[]): PictureLayout {
  const gatesX = sizes.labels + months * sizes.cellWidth + sizes.beforeGates;
  const columns: GateColumn[] = [];
  let x = gatesX;
  for (const gate of gates) {
    const { marks, lanes } = gateMarks(gate, families);
    const width = lanes * sizes.lane;
    columns.push({ gate, marks, x, width });
    x += width + sizes.betweenGates;
  }
  return {
    width: x - (gates.length > 0 ? sizes.betweenGates : 0),
    height: sizes.head + families.length * sizes.rowHeight + 2,
    gatesX,
    columns,
  };
}

export function cellX(column: number): number {
  return sizes.labels + column * sizes.cellWidth;
}

export function rowY(row: number): number {
  return sizes.head + row * sizes.rowHeight;
}

/** How dark a cell is: 1 to 3. */
export function cellStep(count: number): 1 | 2 | 3 {
  if (count >= 6) return 3;
  return count >= 3 ? 2 : 1;
}

/** Whether any gate counts incidents of the family. */
export function isCounted(family: Family, gates: readonly Gate[]): boolean {
  return gates.some(({ conditions }) =>
    conditions.some((condition) => condition.families.includes(family)),
  );
}
