import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from "typeorm";

/** Row of table submitting_system: a ticketing system of the landlord's, and what it may submit. */
@Entity({ name: "submitting_system" })
@Unique("submitting_system_name_key", ["name"])
@Unique("submitting_system_hash_key", ["keyHash"])
@Check("submitting_system_hash_check", "octet_length(key_hash) = 32")
@Check("submitting_system_rate_check", "per_minute > 0")
export class SubmittingSystemRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ type: "text" })
  name!: string;

  /** SHA-256 of its key. */
  @Column({ name: "key_hash", type: "bytea" })
  keyHash!: Buffer;

  /** References; null: every site. */
  @Column({ type: "text", array: true, nullable: true })
  sites!: string[] | null;

  @Column({ name: "per_minute", type: "integer" })
  perMinute!: number;

  @Column({ type: "text", nullable: true })
  author!: string | null;

  @Column({ name: "added_at", type: "timestamptz", default: () => "now()" })
  addedAt!: Date;

  @Column({ name: "revoked_at", type: "timestamptz", nullable: true })
  revokedAt!: Date | null;
}
