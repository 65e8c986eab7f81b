import { answeredBy, findingOf, hardLevels, type Measured, type Total, totalOf } from "./figures";

export interface MeasuredMonth extends Measured {
  readonly month: string;
}

/** How levels 3 and 4 moved since an earlier month, or why that cannot be said. */
export type Change =
  | {
      readonly kind: "change";
      readonly since: string;
      readonly sites: number;
      readonly dwellings: number;
      /** Difference of two shares, 0.01 is a point. */
      readonly share: number | null;
      /** Other landlords answered then, so the two months are not about the same sites. */
      readonly hasOtherCoverage: boolean;
      /** Sites that had no level then, and may have had a high one. */
      readonly undeterminedSites: number;
    }
  | {
      readonly kind: "not-comparable";
      readonly since: string;
      readonly reason: "not-published" | "undetermined" | "no-figures";
    };

/**
 * @param trend Published months up to `month`, which is among them.
 * @param landlord Slug of the only one that the levels are of; null for all.
 */
export function changeSince(
  trend: readonly MeasuredMonth[],
  month: string,
  monthsBack: number,
  landlord: string | null,
): Change {
  const since = monthBefore(month, monthsBack);
  const then = trend.find((point) => point.month === since);
  const now = trend.find((point) => point.month === month);
  if (then === undefined) return { kind: "not-comparable", since, reason: "not-published" };
  const before = findingOf(then, landlord);
  const after = now === undefined ? null : findingOf(now, landlord);
  if (before.kind === "undetermined" || after?.kind === "undetermined") {
    return { kind: "not-comparable", since, reason: "undetermined" };
  }
  if (before.kind !== "levels" || after?.kind !== "levels") {
    return { kind: "not-comparable", since, reason: "no-figures" };
  }
  const from = totalOf(before.levels, hardLevels);
  const to = totalOf(after.levels, hardLevels);
  return {
    kind: "change",
    since,
    sites: to.sites - from.sites,
    dwellings: to.dwellings - from.dwellings,
    share: difference(from, to),
    hasOtherCoverage:
      landlord === null && now !== undefined && answeredBy(then).join() !== answeredBy(now).join(),
    undeterminedSites: totalOf(before.levels, [null]).sites,
  };
}

function difference({ share: from }: Total, { share: to }: Total): number | null {
  return from === null || to === null ? null : to - from;
}

/** `2026-01`, 1 → `2025-12`. */
export function monthBefore(month: string, months: number): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  const before = year * 12 + (number - 1) - months;
  return `${Math.floor(before / 12)}-${String((before % 12) + 1).padStart(2, "0")}`;
}
