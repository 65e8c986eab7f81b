import type { EntityManager } from "typeorm";
import { fromDigits, type IncidentId, toDigits } from "./incident-id.js";

/**
 * How often each row stood in the file so far, exactly and in constant memory: files of some size
 * are counted in memory, larger ones in a temporary table.
 */
export class RowRanks {
  private readonly counts = new Map<IncidentId, number>();
  private isStored = false;
  private hasTable = false;

  /** @param most different rows counted in memory. */
  constructor(
    private readonly tx: EntityManager,
    private readonly most: number,
    private readonly table:
      | "import_row_rank"
      | "import_values_rank"
      | "import_taken_incident" = "import_row_rank",
  ) {}

  /** Equal rows of different files are the same incidents: each file is counted on its own. */
  async beginFile(): Promise<void> {
    this.counts.clear();
    if (this.isStored) await this.tx.query(`TRUNCATE ${this.table}`);
    this.isStored = false;
  }

  /** @returns the rank of each row, from 1, in the order given. */
  async next(ids: readonly IncidentId[]): Promise<number[]> {
    if (!this.isStored && this.counts.size > this.most) await this.store();
    const before = this.isStored ? await this.addStored(ids) : this.counts;
    return ids.map((id) => {
      const rank = (before.get(id) ?? 0) + 1;
      before.set(id, rank);
      return rank;
    });
  }

  /** @returns how often each stood in the file so far; it counts none of them. */
  async seen(ids: readonly IncidentId[]): Promise<ReadonlyMap<IncidentId, number>> {
    if (!this.isStored) return new Map(ids.map((id) => [id, this.counts.get(id) ?? 0]));
    const rows = await this.tx.query<{ id: string; seen: number }[]>(
      `SELECT replace(id::text, '-', '') AS id, seen FROM ${this.table} WHERE id = ANY ($1::uuid[])`,
      [ids.map(toDigits)],
    );
    return new Map(rows.map(({ id, seen }) => [fromDigits(id), seen]));
  }

  private async store(): Promise<void> {
    if (!this.hasTable) {
      await this.tx.query(`
        CREATE TEMPORARY TABLE ${this.table} (id uuid PRIMARY KEY, seen integer NOT NULL)
        ON COMMIT DROP`);
    }
    this.hasTable = true;
    this.isStored = true;
    await this.add(this.counts);
    this.counts.clear();
  }

  /** Counts the rows. @returns how often each was there before. */
  private async addStored(ids: readonly IncidentId[]): Promise<Map<IncidentId, number>> {
    const added = new Map<IncidentId, number>();
    for (const id of ids) added.set(id, (added.get(id) ?? 0) + 1);
    const totals = await this.add(added);
    for (const [id, count] of added) totals.set(id, (totals.get(id) ?? count) - count);
    return totals;
  }

  /** @returns the new totals. */
  private async add(counts: ReadonlyMap<IncidentId, number>): Promise<Map<IncidentId, number>> {
    const rows = await this.tx.query<{ id: string; seen: number }[]>(
      `INSERT INTO ${this.table} AS known (id, seen)
       SELECT * FROM unnest($1::uuid[], $2::integer[])
       ON CONFLICT (id) DO UPDATE SET seen = known.seen + excluded.seen
       RETURNING replace(id::text, '-', '') AS id, seen`,
      [[...counts.keys()].map(toDigits), [...counts.values()]],
    );
    return new Map(rows.map(({ id, seen }) => [fromDigits(id), seen]));
  }
}
