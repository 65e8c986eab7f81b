import type { EntityManager } from "typeorm";
import type { ActionRow } from "./action.entity.js";
import { placedActions } from "./placed-actions.js";

/** An action as one of its sites shows it. */
export type ActionAtSite = Omit<ActionRow, "siteId">;

/** What is done at the landlord's sites. */
export class ActionRepository {
  /** @param database A data source's manager, or the transaction's. */
  constructor(private readonly database: EntityManager) {}

  /** The actions of each site, in the order of the sites; by axis, then due date, undated ones last. */
  async findBySites(siteIds: readonly number[]): Promise<ActionAtSite[][]> {
    const rows = await this.database.query<(ActionAtSite & { readonly siteId: number })[]>(
      `SELECT placed.site_id AS "siteId", id, axis, title, status, due_date::text AS "dueDate",
         responsible_party AS "responsibleParty", partner, changed_on::text AS "changedOn"
       FROM ${placedActions} AS placed JOIN action ON action.id = placed.action_id
       WHERE placed.site_id = ANY ($1::integer[])
       ORDER BY axis, due_date NULLS LAST, id`,
      [siteIds],
    );
    const bySite = new Map(siteIds.map((siteId): [number, ActionAtSite[]] => [siteId, []]));
    for (const { siteId, ...action } of rows) bySite.get(siteId)?.push(action);
    return siteIds.map((siteId) => bySite.get(siteId) ?? []);
  }
}
