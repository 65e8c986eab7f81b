import { Any, type EntityManager } from "typeorm";
import { ActionRow } from "./action.entity.js";

/** What is done at the landlord's sites. */
export class ActionRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** The actions of each site, in the order of the sites; by axis, then due date, undated ones last. */
  async findBySites(siteIds: readonly number[]): Promise<ActionRow[][]> {
    const rows = await this.database.find(ActionRow, {
      where: { siteId: Any([...siteIds]) },
      order: { axis: "ASC", dueDate: { direction: "ASC", nulls: "LAST" }, id: "ASC" },
    });
    const bySite = new Map(siteIds.map((siteId): [number, ActionRow[]] => [siteId, []]));
    for (const row of rows) bySite.get(row.siteId)?.push(row);
    return siteIds.map((siteId) => bySite.get(siteId) ?? []);
  }
}
