import type { MonthNumber } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { rankedJson, rowsByRank } from "../sql/ranked.js";

/** A site in a month of which the gates are asked. */
export interface FrozenGateKey {
  readonly siteId: number;
  readonly month: MonthNumber;
}

/** What gates observed before the counts that they look at were purged. */
export class FrozenGateRepository {
  constructor(private readonly database: EntityManager) {}

  /**
   * In the order of the keys, what the grid's conditions observed, gate by gate, none where all of it was 0; null
   * where nothing was purged that the gates look at. Asked after the counts: what is told of a month then, a purge
   * in between has not taken.
   */
  async findObserved(keys: readonly FrozenGateKey[]): Promise<(readonly number[] | null)[]> {
    const rows = await this.database.query<{ rank: number; observed: number[] | null }[]>(
      `SELECT key.rank, observed
       FROM jsonb_to_recordset($1::jsonb) AS key(rank integer, "siteId" integer, month integer)
       JOIN purge_horizon ON key.month < gates_before
       LEFT JOIN frozen_gate ON frozen_gate.site_id = key."siteId" AND frozen_gate.month = key.month`,
      [rankedJson(keys)],
    );
    return rowsByRank(rows, keys.length).map(([found]) =>
      found === undefined ? null : (found.observed ?? []),
    );
  }
}
