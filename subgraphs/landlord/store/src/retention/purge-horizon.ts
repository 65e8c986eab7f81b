import { type MonthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";

/** How far purges have gone: months before each are without what it names. 0: nothing was purged. */
export interface PurgeHorizon {
  readonly detail: MonthNumber;
  readonly counts: MonthNumber;
  /** Some of what the gates of months before it look at is gone. */
  readonly gates: MonthNumber;
  /** Levels of months before it are what they were, and nothing changes what they rest on. */
  readonly frozen: MonthNumber;
}

export async function readHorizon(tx: Pick<EntityManager, "query">): Promise<PurgeHorizon> {
  const [horizon] = await tx.query<PurgeHorizon[]>(
    `SELECT detail_before AS detail, counts_before AS counts, gates_before AS gates,
       greatest(detail_before, gates_before) AS frozen FROM purge_horizon`,
  );
  if (horizon === undefined) throw new Error("the store does not say how far it was purged");
  return horizon;
}

/** Why nothing is changed in a frozen month; what was purged is nowhere to be had. */
export function frozenMonths(months: readonly MonthNumber[], { frozen }: PurgeHorizon): string {
  const [told, verb] = [months.map(monthText).join(", "), months.length === 1 ? "is" : "are"];
  return `${told} ${verb} purged, as the convention says: levels before ${monthText(frozen)} stay what they were, and nothing is changed in those months any more ("palier purge --help")`;
}
