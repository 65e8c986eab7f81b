import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table handed_over: a sold site whose counts its buyer was given. */
@Entity({ name: "handed_over" })
@Unique("handed_over_request_key", ["requestId"])
export class HandedOverRow {
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "request_id", type: "uuid" })
  requestId!: string;

  @Column({ name: "site_id", type: "integer", nullable: true })
  @ForeignKey(() => SiteRow, { name: "handed_over_site_fkey", onDelete: "SET NULL" })
  siteId!: number | null;

  /** Slug of a landlord. */
  @Column({ type: "text" })
  buyer!: string;

  @Column({ name: "convention_hash", type: "text" })
  conventionHash!: string;

  /** A MonthNumber. */
  @Column({ name: "from_month", type: "integer" })
  fromMonth!: number;

  /** A MonthNumber. */
  @Column({ name: "to_month", type: "integer" })
  toMonth!: number;

  /** The file, for the buyer's key alone. */
  @Column({ type: "text" })
  sealed!: string;

  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  @Column({ name: "handed_at", type: "timestamptz", default: () => "now()" })
  handedAt!: Date;
}
