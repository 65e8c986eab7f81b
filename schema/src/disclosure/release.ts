import type { MonthNumber } from "../ground/month.js";

/**
 * What one act published, with what stands behind it: it holds true counts, so it stays with the
 * landlord. Releases are kept in the order of the acts; none replaces an earlier one, for a reader
 * may have kept that.
 */
export interface Release {
  /** How many releases came before. */
  readonly step: number;
  /** A count of 1 to `threshold` − 1 was small then. */
  readonly threshold: number;
  /** Months whose counts it publishes. */
  readonly months: readonly MonthNumber[];
  /** Closed months that its levels rest on. */
  readonly closedMonths: readonly MonthNumber[];
  /** Of the months published. A line left out has no incidents and nothing withheld. */
  readonly lines: readonly ReleasedLine[];
  /** Levels published with it: those that were never, or not on the same counts. */
  readonly levels: readonly ReleasedLevel[];
  /** Levels published before that nobody is shown any more: the site has none in the month now. */
  readonly withdrawn: readonly Pick<ReleasedLevel, "site" | "month">[];
  /** Small numbers that keep several values by other months of their site only: they hang on more levels. */
  readonly balanced: readonly NamedCell[];
  /** Small numbers that the levels alone give back, whatever is withheld. */
  readonly pinned: readonly PinnedCount[];
  readonly cells: CellShares;
}

/** How many cells a release publishes, by what is shown of them. */
export interface CellShares {
  /** Numbers from the threshold on. */
  readonly shown: number;
  readonly zeros: number;
  /** Withheld because they are small. */
  readonly small: number;
  /** Withheld besides. */
  readonly further: number;
}

/** The counts of one place, month and family. */
export interface ReleasedLine {
  readonly place: string;
  readonly month: MonthNumber;
  readonly family: string;
  readonly isSubtotalWithheld: boolean;
  /** Whether it says other than what was released before, and is marked so. */
  readonly isRestated: boolean;
  /** Those with incidents or withheld. */
  readonly cells: readonly ReleasedCell[];
}

export interface ReleasedCell {
  readonly site: string;
  readonly count: number;
  readonly isWithheld: boolean;
}

/** The level of a site in a month, as one release published it. */
export interface ReleasedLevel {
  readonly site: string;
  readonly month: MonthNumber;
  readonly dwellings: number;
  /** Sites whose counts it rests on. */
  readonly counted: readonly string[];
  /** Which gates of the grid are met, in the grid's order. */
  readonly met: readonly boolean[];
  /** Whether readers are shown the level alone, and not which gates are met. */
  readonly areGatesWithheld: boolean;
}

/** A cell of a line. */
export interface NamedCell {
  readonly site: string;
  readonly place: string;
  readonly month: MonthNumber;
  readonly family: string;
}

/** A small number that can be computed from what is published. */
export interface PinnedCount extends Omit<NamedCell, "site"> {
  /** Null for the subtotal of the place. */
  readonly site: string | null;
  /** The release that published its line: an earlier one where a later level gives it back. */
  readonly release: number;
}
