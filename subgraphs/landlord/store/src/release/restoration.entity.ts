import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table restoration: that the record came from a backup. */
@Entity({ name: "restoration" })
@Check("restoration_answer_check", "answer IN ('NONE_MADE', 'MADE_AGAIN', 'ACCEPTED')")
@Check("restoration_answered_check", "(answer IS NULL) = (answered_at IS NULL)")
export class RestorationRow {
  @PrimaryColumn({ name: "restored_at", type: "timestamptz", default: () => "now()" })
  restoredAt!: Date;

  /** When the backup was taken. */
  @Column({ name: "taken_at", type: "timestamptz" })
  takenAt!: Date;

  /** What its landlord says of releases made after the backup; null: nothing yet. */
  @Column({ type: "text", nullable: true })
  answer!: string | null;

  @Column({ type: "text", nullable: true })
  author!: string | null;

  @Column({ name: "answered_at", type: "timestamptz", nullable: true })
  answeredAt!: Date | null;
}
