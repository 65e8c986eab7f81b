import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Row of table access_log; written by the function append_access_log only. */
@Entity({ name: "access_log" })
@Index("access_log_at_idx", ["at"])
@Index("access_log_partner_idx", ["partner", "sequence"])
export class AccessLogRow {
  /** The driver gives a bigint as text. */
  @PrimaryColumn({ type: "bigint" })
  sequence!: string;

  @Column({ type: "timestamptz" })
  at!: Date;

  @Column({ type: "text", nullable: true })
  partner!: string | null;

  /** Canonical JSON of a `LoggedAccess`. */
  @Column({ type: "text" })
  entry!: string;

  @Column({ type: "bytea" })
  previous!: Buffer;

  @Column({ type: "bytea" })
  hash!: Buffer;
}

/** The one row of table access_log_head: the last entry. */
@Entity({ name: "access_log_head" })
@Check("access_log_head_one_row", "single")
export class AccessLogHeadRow {
  @PrimaryColumn({ type: "boolean", default: true })
  single!: boolean;

  @Column({ type: "bigint" })
  sequence!: string;

  @Column({ type: "bytea" })
  hash!: Buffer;
}

/** Row of table access_log_purge: the last entry that a purge removed. */
@Entity({ name: "access_log_purge" })
export class AccessLogPurgeRow {
  @PrimaryColumn({ type: "bigint" })
  sequence!: string;

  @Column({ type: "bytea" })
  hash!: Buffer;

  @Column({ name: "older_than", type: "timestamptz" })
  olderThan!: Date;

  @Column({ name: "purged_at", type: "timestamptz", default: () => "now()" })
  purgedAt!: Date;
}
