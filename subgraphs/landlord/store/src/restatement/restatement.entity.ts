import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";
import type { RestatementReason } from "./restatement-reason.js";

/** Row of table restatement: an act that changed levels or totals that had been published. */
@Entity({ name: "restatement" })
@Check(
  "restatement_reason_check",
  "reason IN ('LATE_INCIDENTS', 'CORRECTION', 'SITE_CHANGE', 'CLOSED_BY_MISTAKE', 'REOPENED', 'EARLIER_MONTH', 'DECISION', 'DECISION_WITHDRAWN', 'SITE_BEGUN')",
)
export class RestatementRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ type: "text" })
  reason!: RestatementReason;

  /** Null where the act does not say. */
  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", default: () => "SESSION_USER" })
  account!: string;

  @Column({ name: "made_at", type: "timestamptz", default: () => "now()" })
  madeAt!: Date;
}

/** Row of table reopened_month: a published month that is open again; gone once it is closed. */
@Entity({ name: "reopened_month" })
export class ReopenedMonthRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @Column({ name: "restatement_id", type: "integer" })
  @ForeignKey(() => RestatementRow, { name: "reopened_month_restatement_fkey" })
  restatementId!: number;
}
