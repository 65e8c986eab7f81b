import type { Level } from "@palier/dashboard-ui/parts/levels";

/** How a level is drawn: its shape and its figure tell it, colour only repeats them. */
export interface LevelShape {
  /** SVG path around the origin, within `shapeReach` each way. */
  readonly path: string;
  /** What is written in it. */
  readonly figure: string;
  /** How far below the origin the middle of the figure stands. */
  readonly figureDown: number;
}

/** The farthest that a shape goes from its origin, its border included. */
export const shapeReach = 14;

/** Size of the figure, in the units of the path. */
export const figureSize = 11.5;

const circle = "M0,-9A9,9 0 0 1 0,9A9,9 0 0 1 0,-9Z";

const shapes: Readonly<Record<number, LevelShape>> = {
  1: { path: circle, figure: "1", figureDown: 0 },
  2: { path: "M-8.5,-8.5H8.5V8.5H-8.5Z", figure: "2", figureDown: 0 },
  3: { path: "M0,-12L12.5,9.5H-12.5Z", figure: "3", figureDown: 3 },
  4: { path: "M0,-13L13,0L0,13L-13,0Z", figure: "4", figureDown: 0 },
};

const undetermined: LevelShape = { path: circle, figure: "?", figureDown: 0 };

export function levelShape(level: Level | number): LevelShape {
  return shapes[level ?? 0] ?? undetermined;
}
