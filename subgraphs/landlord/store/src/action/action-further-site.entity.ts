import { Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";
import { ActionRow } from "./action.entity.js";

/** Row of table action_further_site: a site where an action is done, besides its own. */
@Entity({ name: "action_further_site" })
@Index("action_further_site_site_idx", ["siteId"])
export class ActionFurtherSiteRow {
  @PrimaryColumn({ name: "action_id", type: "integer" })
  @ForeignKey(() => ActionRow, { name: "action_further_site_action_fkey", onDelete: "CASCADE" })
  actionId!: number;

  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "action_further_site_site_fkey" })
  siteId!: number;
}
