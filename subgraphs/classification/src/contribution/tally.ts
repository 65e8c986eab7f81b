import { isRecord } from "@palier/service";
import { isCount, isLevel, listOf } from "../border/guards.js";

/** Sites and dwellings of one landlord at one effective level. */
export interface Tally {
  /** 1 to 4; 0 for undetermined. */
  readonly level: number;
  readonly sites: number;
  readonly dwellings: number;
}

/** @returns null for tallies that no landlord can have: then none of them counts. */
export function readTallies(value: unknown): readonly Tally[] | null {
  const tallies = listOf(value, readTally);
  if (tallies === null) return null;
  const levels = new Set(tallies.map(({ level }) => level));
  const dwellings = dwellingsOf(tallies);
  const sites = tallies.reduce((sum, tally) => sum + tally.sites, 0);
  const isPossible = levels.size === tallies.length && isCount(dwellings) && isCount(sites);
  return isPossible ? tallies : null;
}

function readTally(value: unknown): Tally | null {
  if (!isRecord(value)) return null;
  const { level, sites, dwellings } = value;
  if (!isLevel(level) || !isCount(sites) || !isCount(dwellings)) return null;
  // Dwellings without a site belong to nothing, and a site without dwellings is none.
  const isPossible = sites === 0 ? dwellings === 0 : dwellings >= sites;
  return isPossible ? { level, sites, dwellings } : null;
}

export function dwellingsOf(tallies: readonly Tally[]): number {
  return tallies.reduce((sum, { dwellings }) => sum + dwellings, 0);
}
