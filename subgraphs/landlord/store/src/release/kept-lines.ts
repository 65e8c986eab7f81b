import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { ReleaseHead } from "./stored-releases.js";

/** Of the last so many closed months a new one asks: those in its window, and in theirs. */
const neededMonths = 23;

/** From when on counts of all closed months are in a line, or in the record; 0: purges have taken none. */
export function keptFrom(
  countsBefore: MonthNumber,
  closedMonths: readonly MonthNumber[],
  heads: readonly Pick<ReleaseHead, "closedMonths" | "publishedMonths">[],
): MonthNumber {
  if (countsBefore === 0) return 0;
  // A month that is open again was closed when the others went.
  const last = heads.reduce(
    (most, head) => Math.max(most, head.closedMonths.at(-1) ?? 0),
    closedMonths.at(-1) ?? 0,
  );
  const kept = Math.min(countsBefore, Math.max(0, last - neededMonths + 1));
  const released = new Set(heads.flatMap(({ publishedMonths }) => publishedMonths));
  const isLost = (month: MonthNumber) =>
    kept <= month && month < countsBefore && !released.has(month);
  return closedMonths.some(isLost) ? countsBefore : kept;
}

/**
 * Takes lines away with the counts that they hold, save those of months that later windows rest on: these
 * are shown to nobody, and go with a later month. Levels and gates stay as they were published.
 */
export async function purgeLines(tx: Pick<EntityManager, "query">): Promise<void> {
  await tx.query(
    `WITH horizon AS (
       SELECT least(counts_before, coalesce((SELECT max(month) FROM release, unnest(closed_months) AS month),
         counts_before) - $1 + 1) AS month FROM purge_horizon
     ), gone AS (DELETE FROM release_note USING horizon WHERE release_note.month < horizon.month)
     DELETE FROM release_line USING horizon WHERE release_line.month < horizon.month`,
    [neededMonths],
  );
}
