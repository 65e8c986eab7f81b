import type { ActionStatus } from "@palier/schema";
import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table action: what is done at a site under one of the five axes. */
@Entity({ name: "action" })
@Check("action_axis_check", "axis BETWEEN 1 AND 5")
@Check("action_status_check", "status IN ('PLANNED', 'IN_PROGRESS', 'DONE', 'ABANDONED')")
@Index("action_site_idx", ["siteId"])
export class ActionRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "action_site_fkey" })
  siteId!: number;

  @Column({ type: "smallint" })
  axis!: number;

  @Column({ type: "text" })
  title!: string;

  @Column({ type: "text" })
  status!: ActionStatus;

  /** YYYY-MM-DD. */
  @Column({ name: "due_date", type: "date", nullable: true })
  dueDate!: string | null;

  @Column({ name: "responsible_party", type: "text" })
  responsibleParty!: string;

  /** Code of the partner that it concerns. */
  @Column({ type: "text", nullable: true })
  partner!: string | null;

  /** YYYY-MM-DD, of its last change; null where it was recorded before that was kept. */
  @Column({ name: "changed_on", type: "date", nullable: true })
  changedOn!: string | null;
}
