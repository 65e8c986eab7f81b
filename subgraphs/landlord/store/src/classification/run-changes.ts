import type { EntityManager } from "typeorm";
import { integerArray } from "../sql/integer-list.js";
import type { Run } from "./stored-runs.js";

const manyRuns = 5_000;

/** What has to be removed from and added to the table of runs, gathered site after site. */
export class RunChanges {
  private readonly removed = { siteIds: [] as number[], fromMonths: [] as number[] };
  /** One list a column of the table, in its order. */
  private readonly added: number[][] = Array.from({ length: 8 }, () => []);

  /** Replaces a site's runs; those that stay the same are left alone. Both lists oldest first. */
  replace(siteId: number, before: readonly Run[], after: readonly Run[]): void {
    const kept = new Map(before.map((run) => [run.fromMonth, run]));
    for (const run of after) {
      const old = kept.get(run.fromMonth);
      if (old !== undefined && isSameRun(old, run)) kept.delete(run.fromMonth);
      else this.add(siteId, run);
    }
    for (const fromMonth of kept.keys()) {
      this.removed.siteIds.push(siteId);
      this.removed.fromMonths.push(fromMonth);
    }
  }

  get written(): number {
    return this.added[0]?.length ?? 0;
  }

  async write(tx: EntityManager): Promise<void> {
    const { siteIds, fromMonths } = this.removed;
    if (siteIds.length > 0) {
      await tx.query(
        `DELETE FROM classification USING unnest($1::integer[], $2::integer[]) AS gone (site_id, from_month)
         WHERE classification.site_id = gone.site_id AND classification.from_month = gone.from_month`,
        [integerArray(siteIds), integerArray(fromMonths)],
      );
    }
    if (this.written > 0) {
      await tx.query(
        `INSERT INTO classification (site_id, from_month, to_month, computed_level, held_level, level, since, decision_id)
         SELECT site_id, from_month, to_month, computed_level, held_level, level, since, nullif(decision_id, 0)
         FROM unnest($1::integer[], $2::integer[], $3::integer[], $4::smallint[], $5::smallint[],
           $6::smallint[], $7::integer[], $8::integer[])
           AS run (site_id, from_month, to_month, computed_level, held_level, level, since, decision_id)`,
        this.added.map(integerArray),
      );
    }
    // So many rows that pages of sites would be planned by figures of before.
    if (this.written >= manyRuns) await tx.query("ANALYZE classification");
  }

  private add(siteId: number, run: Run): void {
    const { fromMonth, toMonth, computedLevel, heldLevel, level, since, decisionId } = run;
    const row = [siteId, fromMonth, toMonth, computedLevel, heldLevel, level, since, decisionId];
    row.forEach((value, column) => {
      this.added[column]?.push(value);
    });
  }
}

function isSameRun(a: Run, b: Run): boolean {
  return (
    a.fromMonth === b.fromMonth &&
    a.toMonth === b.toMonth &&
    a.computedLevel === b.computedLevel &&
    a.heldLevel === b.heldLevel &&
    a.level === b.level &&
    a.since === b.since &&
    a.decisionId === b.decisionId
  );
}
