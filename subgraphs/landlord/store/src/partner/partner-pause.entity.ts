import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";

/** Row of table partner_pause; without `resumedAt` the pause goes on. */
@Entity({ name: "partner_pause" })
@Check("partner_pause_partner_check", "partner <> ''")
@Check("partner_pause_reason_check", "reason <> ''")
@Check("partner_pause_paused_by_check", "paused_by <> ''")
@Check("partner_pause_end_check", "(resumed_by IS NULL) = (resumed_at IS NULL)")
@Index("partner_pause_open_key", ["partner"], { unique: true, where: "resumed_at IS NULL" })
export class PartnerPauseRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  /** Code of the partner in the convention. */
  @Column({ type: "text" })
  partner!: string;

  @Column({ type: "text" })
  reason!: string;

  @Column({ name: "paused_by", type: "text" })
  pausedBy!: string;

  @Column({ name: "paused_at", type: "timestamptz", default: () => "now()" })
  pausedAt!: Date;

  @Column({ name: "resumed_by", type: "text", nullable: true })
  resumedBy!: string | null;

  @Column({ name: "resumed_at", type: "timestamptz", nullable: true })
  resumedAt!: Date | null;
}
