import { type EntityManager, In } from "typeorm";
import { DecisionRow } from "./decision.entity.js";

/** The landlord's overrides of computed levels. */
export class DecisionRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** In the order of the ids; null where one is unknown. */
  async findByIds(ids: readonly number[]): Promise<(DecisionRow | null)[]> {
    const rows = await this.database.findBy(DecisionRow, { id: In([...ids]) });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
