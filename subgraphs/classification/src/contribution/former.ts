import { isDay } from "@palier/schema";
import { isRecord } from "@palier/service";
import { listOf } from "../border/guards.js";
import { dwellingsOf, readTallies, type Tally } from "./tally.js";

/** What a landlord had published of a territory until a day. */
export interface Former {
  /** YYYY-MM-DD. */
  readonly restatedOn: string;
  readonly reason: string;
  readonly tallies: readonly Tally[];
}

/**
 * None where they were not asked for; null for what no landlord can have: then nothing of it counts.
 *
 * @param most Dwellings above which figures are not believed.
 */
export function readFormers(value: unknown, most: number): readonly Former[] | null {
  if (value === undefined || value === null) return [];
  const formers = listOf(value, readFormer);
  const isOrdered = formers?.every(
    ({ restatedOn }, index) => index === 0 || restatedOn <= (formers[index - 1]?.restatedOn ?? ""),
  );
  const isBelieved = formers?.every(({ tallies }) => dwellingsOf(tallies) <= most);
  return isOrdered && isBelieved ? formers : null;
}

function readFormer(value: unknown): Former | null {
  if (!isRecord(value)) return null;
  const { restatedOn, reason } = value;
  const tallies = readTallies(value.tallies);
  const isReadable = isDay(restatedOn) && typeof reason === "string" && tallies !== null;
  return isReadable ? { restatedOn, reason, tallies } : null;
}
