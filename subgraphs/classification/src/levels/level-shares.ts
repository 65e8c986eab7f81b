import type { LandlordAnswer } from "../contribution/landlord-answer.js";
import type { Tally } from "../contribution/tally.js";

/** Share of one level in a territory. */
export interface LevelShare {
  /** 1 to 4; null for undetermined. */
  readonly level: number | null;
  readonly sites: number;
  readonly dwellings: number;
  /** 0 to 1; null when no dwelling answered. */
  readonly share: number | null;
}

/** Levels 4 to 1, then the undetermined sites where there are any, over the landlords that answered. */
export function levelShares(answers: readonly LandlordAnswer[]): LevelShare[] {
  const tallies = answers.flatMap((answer) => (answer.status === "ANSWERED" ? answer.tallies : []));
  const all = sum(tallies, "dwellings");
  return [4, 3, 2, 1, 0].flatMap((level) => {
    const ofLevel = tallies.filter((tally) => tally.level === level);
    const sites = sum(ofLevel, "sites");
    const dwellings = sum(ofLevel, "dwellings");
    if (level === 0 && sites === 0) return [];
    return [{ level: level || null, sites, dwellings, share: all === 0 ? null : dwellings / all }];
  });
}

/** The same of one landlord; empty, not zeros, where it is not expected or did not answer. */
export function landlordShares(answers: readonly LandlordAnswer[], landlord: string): LevelShare[] {
  const own = answers.filter(
    ({ expected, status }) => expected.landlord === landlord && status === "ANSWERED",
  );
  return own.length === 0 ? [] : levelShares(own);
}

function sum(tallies: readonly Tally[], figure: "sites" | "dwellings"): number {
  return tallies.reduce((total, tally) => total + tally[figure], 0);
}
