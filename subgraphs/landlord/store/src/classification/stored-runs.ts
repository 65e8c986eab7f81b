import type { Level, MonthNumber, SiteState } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyIntegers } from "../sql/copy-out.js";
import { oneOf } from "../sql/integer-list.js";

/** `to_month` of a run that goes on. */
export const openEnd = 1_000_000;

/** A row of classification without its site; decision 0: none. */
export interface Run {
  readonly fromMonth: MonthNumber;
  readonly toMonth: MonthNumber;
  readonly computedLevel: Level;
  readonly heldLevel: Level;
  readonly level: Level;
  readonly since: MonthNumber;
  readonly decisionId: number;
}

const columns = 8;

/** The runs of many sites, read site after site in the order of their ids. */
export class StoredRuns {
  private next = 0;

  private constructor(private readonly numbers: Int32Array) {}

  /** @param from Runs that end before are left out; null reads all. */
  static async read(
    tx: EntityManager,
    from: MonthNumber | null,
    siteIds: readonly number[] | null,
  ): Promise<StoredRuns> {
    return new StoredRuns(
      await copyIntegers(
        tx,
        columns,
        `SELECT site_id, from_month, to_month, computed_level::integer, held_level::integer,
           level::integer, since, coalesce(decision_id, 0)
         FROM classification
         WHERE ${from === null ? "true" : `to_month >= ${from}`} AND ${oneOf("site_id", siteIds)}
         ORDER BY site_id, from_month`,
      ),
    );
  }

  /** Runs of a site, oldest first. Sites must be asked for in ascending order. */
  take(siteId: number): Run[] {
    const { numbers } = this;
    while (this.next < numbers.length && (numbers[this.next] as number) < siteId) {
      this.next += columns;
    }
    const runs: Run[] = [];
    for (; numbers[this.next] === siteId; this.next += columns) runs.push(this.runAt(this.next));
    return runs;
  }

  private runAt(at: number): Run {
    const column = (index: number) => this.numbers[at + index] as number;
    return {
      fromMonth: column(1),
      toMonth: column(2),
      computedLevel: column(3) as Level,
      heldLevel: column(4) as Level,
      level: column(5) as Level,
      since: column(6),
      decisionId: column(7),
    };
  }
}

/** The run that holds in a month. */
export function runAt(runs: readonly Run[], month: MonthNumber): Run | undefined {
  return runs.find(({ fromMonth, toMonth }) => fromMonth <= month && month <= toMonth);
}

/** State that a site's runs tell of a classified month and the one before it, if there is one. */
export function stateAt(
  runs: readonly Run[],
  month: MonthNumber,
  earlier: MonthNumber | undefined,
): SiteState | null {
  const run = runAt(runs, month);
  if (run === undefined) return null;
  const before = earlier === undefined ? undefined : runAt(runs, earlier);
  const { computedLevel, heldLevel, level, since } = run;
  return {
    computedLevel,
    earlierComputedLevel: before?.computedLevel ?? null,
    heldLevel,
    level,
    since,
  };
}
