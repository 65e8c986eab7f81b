import type { ActionStatus } from "@palier/schema";
import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

export type ActionAct = "ADDED" | "CHANGED" | "CLOSED";

/** Row of table action_change: what an action was after an act on it. */
@Entity({ name: "action_change" })
@Check("action_change_act_check", "act IN ('ADDED', 'CHANGED', 'CLOSED')")
@Check("action_change_author_check", "author <> ''")
@Index("action_change_action_idx", ["actionId"])
export class ActionChangeRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "action_id", type: "integer" })
  actionId!: number;

  @Column({ type: "text" })
  act!: ActionAct;

  @Column({ type: "text" })
  author!: string;

  /** The database account, whatever author was stated. */
  @Column({ type: "text", default: () => "SESSION_USER" })
  account!: string;

  @Column({ name: "changed_at", type: "timestamptz", default: () => "now()" })
  changedAt!: Date;

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

  @Column({ type: "text", nullable: true })
  partner!: string | null;

  /** References, as they were. */
  @Column({ type: "text", array: true })
  sites!: string[];
}
