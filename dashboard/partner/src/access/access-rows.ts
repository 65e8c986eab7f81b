import type { AccessCountsQuery, PartnerKind } from "../generated/graphql";

type Sent = NonNullable<NonNullable<AccessCountsQuery["convention"]>["accessRecords"]>[number];

/** Who asked: a kind of partner, or somebody who did not prove who they are. */
export type Asker = PartnerKind | "STRANGER";

export const askers = [
  "POLICE",
  "JUSTICE",
  "MUNICIPALITY",
  "LANDLORD",
  "COORDINATOR",
  "STRANGER",
] as const satisfies readonly Asker[];

/** Operations at one landlord's node in one month. */
export interface AccessRow {
  readonly month: string;
  /** Slug. */
  readonly landlord: string;
  readonly operations: Readonly<Record<Asker, number>>;
  readonly total: number;
  /** Refused whole, or turned away. */
  readonly refused: number;
}

export interface AccessReading {
  /** The latest month first, in it the landlords in the convention's order. */
  readonly rows: readonly AccessRow[];
  /** Slugs of the landlords of which nothing is known. */
  readonly unknown: readonly string[];
}

/** A month that a landlord tells and in which nobody asked is a row of zeros; one that it does not tell is none. */
export function readAccess(records: readonly Sent[]): AccessReading {
  const isKnown = ({ months, counts }: Sent) =>
    months != null &&
    counts?.every((count) => [count.month, count.operations, count.refused].every(isGiven));
  const rows = records.filter(isKnown).flatMap(({ id, months, counts }) =>
    (months ?? []).map((month) => {
      const ofMonth = (counts ?? []).filter((count) => count.month === month);
      const by = (asker: Asker) =>
        sum(ofMonth.filter(({ kind }) => (kind ?? "STRANGER") === asker));
      return {
        month,
        landlord: id,
        operations: Object.fromEntries(askers.map((asker) => [asker, by(asker)])) as Readonly<
          Record<Asker, number>
        >,
        total: sum(ofMonth),
        refused: sum(ofMonth.map(({ refused }) => ({ operations: refused }))),
      };
    }),
  );
  return {
    // Sorting keeps the order of what is equal.
    rows: rows.sort((one, other) => other.month.localeCompare(one.month)),
    unknown: records.filter((record) => !isKnown(record)).map(({ id }) => id),
  };
}

function sum(counts: readonly { readonly operations: number | null }[]): number {
  return counts.reduce((total, { operations }) => total + (operations ?? 0), 0);
}

function isGiven(value: unknown): boolean {
  return value !== null && value !== undefined;
}
