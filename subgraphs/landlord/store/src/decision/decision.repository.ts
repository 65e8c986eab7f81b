import { Any, type EntityManager } from "typeorm";
import { DecisionRow } from "./decision.entity.js";

/** What is shown of a decision; its author is a person, and not read. */
export type ShownDecision = Pick<
  DecisionRow,
  "id" | "level" | "reason" | "fromMonth" | "untilMonth"
>;

/** The landlord's overrides of computed levels. */
export class DecisionRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** In the order of the ids; null where one is unknown. */
  async findByIds(ids: readonly number[]): Promise<(ShownDecision | null)[]> {
    const rows: ShownDecision[] = await this.database.find(DecisionRow, {
      select: { id: true, level: true, reason: true, fromMonth: true, untilMonth: true },
      where: { id: Any([...ids]) },
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
