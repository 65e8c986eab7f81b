import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table decision: a reasoned, expiring override of the computed level. */
@Entity({ name: "decision" })
@Check("decision_level_check", "level BETWEEN 1 AND 4")
@Check("decision_reason_check", "reason <> ''")
@Check("decision_author_check", "author <> ''")
@Check("decision_duration_check", "until_month BETWEEN from_month AND from_month + 5")
@Check(
  "decision_withdrawal_check",
  "(withdrawn_at IS NULL) = (withdrawn_by IS NULL) AND (withdrawn_at IS NULL) = (withdrawal_reason IS NULL)",
)
@Index("decision_site_idx", ["siteId"])
export class DecisionRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "decision_site_fkey" })
  siteId!: number;

  @Column({ type: "smallint" })
  level!: number;

  @Column({ type: "text" })
  reason!: string;

  @Column({ type: "text" })
  author!: string;

  /** First MonthNumber it covers. */
  @Column({ name: "from_month", type: "integer" })
  fromMonth!: number;

  /** Last MonthNumber it covers; six months at most. */
  @Column({ name: "until_month", type: "integer" })
  untilMonth!: number;

  @Column({ name: "decided_at", type: "timestamptz", default: () => "now()" })
  decidedAt!: Date;

  /** Null while it is not withdrawn. */
  @Column({ name: "withdrawn_at", type: "timestamptz", nullable: true })
  withdrawnAt!: Date | null;

  @Column({ name: "withdrawn_by", type: "text", nullable: true })
  withdrawnBy!: string | null;

  @Column({ name: "withdrawal_reason", type: "text", nullable: true })
  withdrawalReason!: string | null;
}
