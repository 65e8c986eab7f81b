import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { SubmittingSystemRow } from "./submitting-system.entity.js";

/** Row of table submission: incidents that a system submitted, and what became of them. */
@Entity({ name: "submission" })
@Unique("submission_reference_key", ["systemId", "reference"])
@Check("submission_state_check", "state IN ('WAITING', 'LOADED', 'REFUSED')")
@Check("submission_awaited_check", "awaited_months IS NULL OR state = 'WAITING'")
@Check("submission_content_check", "(content IS NOT NULL) = (state = 'WAITING')")
@Index("submission_waiting_idx", ["attempts", "id"], { where: "state = 'WAITING'" })
@Index("submission_month_idx", ["month"])
export class SubmissionRow {
  @PrimaryColumn({ type: "bigint", generated: "identity", generatedIdentity: "BY DEFAULT" })
  id!: string;

  @Column({ name: "system_id", type: "integer" })
  @ForeignKey(() => SubmittingSystemRow, { name: "submission_system_fkey" })
  systemId!: number;

  /** The system's own. */
  @Column({ type: "text" })
  reference!: string;

  @Column({ name: "content_hash", type: "bytea" })
  contentHash!: Buffer;

  /** JSON of its rows; null once it is settled. */
  @Column({ type: "text", nullable: true })
  content!: string | null;

  @Column({ type: "text", default: "WAITING" })
  state!: "WAITING" | "LOADED" | "REFUSED";

  @Column({ type: "jsonb", nullable: true })
  outcome!: object | null;

  @Column({ type: "integer", default: 0 })
  attempts!: number;

  /** MonthNumbers: closed when it was last tried, for which alone it was not loaded. */
  @Column({ name: "awaited_months", type: "integer", array: true, nullable: true })
  awaitedMonths!: number[] | null;

  /** A MonthNumber: when it came. */
  @Column({ type: "integer" })
  month!: number;

  @Column({ name: "submitted_at", type: "timestamptz", default: () => "now()" })
  submittedAt!: Date;

  @Column({ name: "settled_at", type: "timestamptz", nullable: true })
  settledAt!: Date | null;
}
