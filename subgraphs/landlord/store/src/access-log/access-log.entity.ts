import type { AccessOutcome, PartnerKind } from "@palier/schema";
import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Row of table access_log; written by the function append_access_log only. */
@Entity({ name: "access_log" })
@Index("access_log_at_idx", ["at"])
@Index("access_log_partner_idx", ["partner", "sequence"])
@Check("access_log_salted", "(salt IS NULL) = (digest IS NULL)")
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

  /** null, as the digest, in entries of the time before links were salted. */
  @Column({ type: "bytea", nullable: true })
  salt!: Buffer | null;

  @Column({ type: "bytea", nullable: true })
  digest!: Buffer | null;
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

  /** How many entries came before links were salted. */
  @Column({ type: "bigint", default: 0 })
  unsalted!: string;
}

/** Row of table access_log_purged: what a purge left of an entry. */
@Entity({ name: "access_log_purged" })
@Check("access_log_purged_salted", "(digest IS NULL) = (previous IS NULL)")
export class AccessLogPurgedRow {
  @PrimaryColumn({ type: "bigint" })
  sequence!: string;

  /** YYYY-MM-DD, in UTC. */
  @Column({ type: "date" })
  day!: string;

  /** null, as the link before, of an unsalted entry. */
  @Column({ type: "bytea", nullable: true })
  digest!: Buffer | null;

  @Column({ type: "bytea", nullable: true })
  previous!: Buffer | null;
}

/** Row of table access_log_month: a month that is over, counted; written by the function count_access_log only. */
@Entity({ name: "access_log_month" })
export class AccessLogMonthRow {
  /** YYYY-MM-DD, the first day of the month in UTC. */
  @PrimaryColumn({ type: "date" })
  month!: string;

  @Column({ type: "jsonb" })
  counts!: readonly LoggedCount[];
}

/** Operations of one kind of partner that ended alike. */
export interface LoggedCount {
  /** null where it was not proved who asked. */
  readonly kind: PartnerKind | null;
  readonly outcome: AccessOutcome;
  readonly operations: number;
}
