import type { ReleaseSummary } from "@palier/landlord-store";
import type { CellShares, MonthNumber } from "@palier/schema";
import { counted, figure, monthText } from "@palier/schema";

/** What an act released, and what it could not keep from its readers. */
export function describeRelease({
  months,
  threshold,
  cells,
  pinned,
  gatesWithheld,
}: ReleaseSummary): string {
  return [
    `  Released for readers who are shown no number below ${threshold}: ${spanOf(months)}, ${withheldShare(cells)} of ${counted(cellsOf(cells), "number")} withheld`,
    ...(gatesWithheld > 0
      ? [`  Of ${counted(gatesWithheld, "level")} they are not shown which gates are met.`]
      : []),
    ...(pinned > 0
      ? [
          `  ${counted(pinned, "small number")} can be computed from levels alone, whatever is withheld ("palier figures verify").`,
        ]
      : []),
  ].join("\n");
}

export function cellsOf({ shown, zeros, small, further }: CellShares): number {
  return shown + zeros + small + further;
}

/** `2.4 %`; of a release of no number nothing is withheld. */
export function withheldShare(cells: CellShares): string {
  const all = cellsOf(cells);
  const share = all === 0 ? 0 : (cells.small + cells.further) / all;
  return `${(100 * share).toFixed(1)} %`;
}

/** `2025-01 to 2025-12`, or how many where they do not follow one another. */
export function spanOf(months: readonly MonthNumber[]): string {
  const [first, last] = [months[0], months.at(-1)];
  if (first === undefined || last === undefined) return "levels only";
  if (first === last) return monthText(first);
  const between = `${monthText(first)} to ${monthText(last)}`;
  const isRow = last - first + 1 === months.length;
  return isRow ? between : `${figure(months.length)} months, ${between}`;
}
