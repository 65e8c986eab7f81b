import type { ReadLevel } from "./read-account.js";

/** What an account is told of a site's level in a month by another way than the site's own history. */
export interface ToldLevel {
  readonly way: string;
  readonly site: string;
  readonly month: number;
  /** As far as it is told. */
  readonly levels: Partial<Pick<ReadLevel, "level" | "heldLevel" | "computedLevel">>;
  /** Whether one gate is met, where that is told. */
  readonly gate: { readonly level: number; readonly met: boolean } | null;
}

/** How many sites of a territory have which effective level. */
export interface LevelShare {
  /** Null: undetermined. */
  readonly level: number | null;
  readonly sites: number;
  readonly dwellings: number;
}

/** What an account is told of the levels of a territory. */
export interface ToldShares {
  readonly way: string;
  readonly territory: string;
  /** Whose sites alone; null: of all that answered. */
  readonly landlord: string | null;
  readonly month: number;
  /** Whether every landlord that is expected answered. */
  readonly isWhole: boolean;
  readonly shares: readonly LevelShare[];
}

/** A change of a level between two months, as graph and files tell it. */
export interface ToldChange {
  readonly site: string;
  readonly since: number;
  readonly month: number;
  readonly move: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly byDecision: boolean;
  readonly gate: number | null;
}

/** The level of both months, where the site was there, and the gate that tipped. */
export function levelsOfChange(
  way: string,
  { site, since, month, move, from, to, byDecision, gate }: ToldChange,
): ToldLevel[] {
  const told = (at: number, level: number | null) => ({
    ...{ way, site, month: at, gate: null },
    levels: byDecision ? { level } : { level, heldLevel: level },
  });
  // Where a decision is in it, the held level may have gone the other way.
  const isTold = gate !== null && !byDecision && (move === "ROSE" || move === "FELL");
  const tipped = isTold ? { level: gate, met: move === "ROSE" } : null;
  const before = move === "ADDED" ? [] : [told(since, from)];
  return move === "REMOVED" ? before : [...before, { ...told(month, to), gate: tipped }];
}
