import { scaleBand } from "@visx/scale";
import { runsOf } from "../ground/runs";
import type { HistoryPoint } from "./history-points";

/** Measures of the chart in pixels. */
export const sizes = { left: 76, right: 8, top: 30, band: 40, bottom: 44 } as const;

export const chartHeight = sizes.top + 4 * sizes.band + sizes.bottom;

export interface HistoryScale {
  readonly width: number;
  readonly step: number;
  /** Left edge of a month. */
  x(index: number): number;
  /** Middle of a level's band. */
  y(level: number): number;
}

export function historyScale(width: number, months: number): HistoryScale {
  const indices = Array.from({ length: months }, (_, index) => index);
  const band = scaleBand({ domain: indices, range: [sizes.left, width - sizes.right] });
  return {
    width,
    step: band.bandwidth(),
    x: (index) => sizes.left + index * band.bandwidth(),
    y: (level) => sizes.top + (4 - level + 0.5) * sizes.band,
  };
}

/** A step line through the months that have the value; it breaks where there is none. */
export function stepPath(
  points: readonly HistoryPoint[],
  levelOf: (point: HistoryPoint) => number | null,
  { x, y }: HistoryScale,
): string {
  const commands: string[] = [];
  let isOpen = false;
  for (const { key: level, from, length } of runsOf(points, levelOf)) {
    if (level === null) {
      isOpen = false;
      continue;
    }
    const start = `${x(from)},${y(level)}`;
    commands.push(`${isOpen ? "L" : "M"}${start}`, `H${x(from + length)}`);
    isOpen = true;
  }
  return commands.join("");
}
