import { type Classified, standingOf } from "../ground/standing";

/** What stands in one month of a site's history. */
export interface HistoryPoint {
  readonly month: string;
  /** `NOT_PUBLISHED`: the landlord has not closed the month, or the convention has not published it. */
  readonly state: "CLASSIFIED" | "UNDETERMINED" | "NOT_PUBLISHED";
  readonly level: number | null;
  readonly computedLevel: number | null;
  /** Level of the decision in force; null without one. */
  readonly decidedLevel: number | null;
}

/** One entry of `Site.history`. */
export interface AnsweredClassification extends Classified {
  readonly month: string | null;
  readonly decision: { readonly level: number | null } | null;
}

/** One point a month, in the order of the months. */
export function historyPoints(
  history: readonly AnsweredClassification[],
  months: readonly string[],
): HistoryPoint[] {
  return months.map((month) => {
    const found = history.find((entry) => entry.month === month);
    if (found === undefined) return { month, state: "NOT_PUBLISHED", ...nothing };
    if (standingOf(found) === "UNDETERMINED") return { month, state: "UNDETERMINED", ...nothing };
    const { level, computedLevel, decision } = found;
    return {
      month,
      state: "CLASSIFIED",
      level,
      computedLevel,
      decidedLevel: decision === null ? null : (decision.level ?? level),
    };
  });
}

const nothing = { level: null, computedLevel: null, decidedLevel: null };
