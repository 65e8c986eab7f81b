import type { Level, MonthNumber, SiteState } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { type Run, stateAt } from "./stored-runs.js";

interface TakenSite {
  readonly countedFrom: MonthNumber;
  readonly state: SiteState | null;
}

/** What bought sites brought with them; a landlord has few, if any. */
export class TakenSites {
  private constructor(private readonly bySite: ReadonlyMap<number, TakenSite>) {}

  static async read(tx: EntityManager): Promise<TakenSites> {
    const rows = await tx.query<(Row & { siteId: number; countedFrom: MonthNumber })[]>(
      `SELECT site_id AS "siteId", first_month AS "countedFrom", computed_level AS "computedLevel",
         earlier_computed_level AS "earlierComputedLevel", held_level AS "heldLevel", level, since
       FROM taken_over WHERE site_id IS NOT NULL`,
    );
    return new TakenSites(
      new Map(
        rows.map(({ siteId, countedFrom, ...row }) => [
          siteId,
          { countedFrom, state: stateOf(row) },
        ]),
      ),
    );
  }

  /** From which month on a bought site was counted at its seller; undefined for others. */
  countedFrom(siteId: number): MonthNumber | undefined {
    return this.bySite.get(siteId)?.countedFrom;
  }

  /**
   * How a site stands after a classified month, by its runs, and where it has none yet by how its seller
   * left it.
   *
   * @param month Undefined: there is none yet.
   * @param earlier The classified month before it.
   */
  stateAt(
    siteId: number,
    runs: readonly Run[],
    month: MonthNumber | undefined,
    earlier: MonthNumber | undefined,
  ): SiteState | null {
    const own = month === undefined ? null : stateAt(runs, month, earlier);
    const before = this.bySite.get(siteId)?.state ?? null;
    if (own === null || before === null) return own ?? before;
    // In its first month with a level here, the one before it was the seller's last.
    return { ...own, earlierComputedLevel: own.earlierComputedLevel ?? before.computedLevel };
  }
}

interface Row {
  readonly computedLevel: Level | null;
  readonly earlierComputedLevel: Level | null;
  readonly heldLevel: Level | null;
  readonly level: Level | null;
  readonly since: MonthNumber | null;
}

function stateOf({ computedLevel, earlierComputedLevel, heldLevel, level, since }: Row) {
  if (computedLevel === null || heldLevel === null || level === null || since === null) return null;
  return { computedLevel, earlierComputedLevel, heldLevel, level, since };
}
