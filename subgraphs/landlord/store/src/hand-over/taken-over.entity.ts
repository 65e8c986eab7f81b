import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table taken_over: a site that was bought, or made by a split with its part of the counts, and how it stood at its seller's last classified month. */
@Entity({ name: "taken_over" })
@Unique("taken_over_site_key", ["siteId"])
@Check("taken_over_share_check", "share > 0")
@Check(
  "taken_over_state_check",
  "num_nulls(computed_level, held_level, level, since) IN (0, 4) AND (earlier_computed_level IS NULL OR level IS NOT NULL)",
)
export class TakenOverRow {
  /** Of the hand-over. */
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  /** null: the site was removed since. */
  @Column({ name: "site_id", type: "integer", nullable: true })
  @ForeignKey(() => SiteRow, { name: "taken_over_site_fkey", onDelete: "SET NULL" })
  siteId!: number | null;

  /** Slug of a landlord. */
  @Column({ type: "text" })
  seller!: string;

  /** Id in the graph. */
  @Column({ name: "seller_site", type: "text" })
  sellerSite!: string;

  @Column({ name: "convention_hash", type: "text" })
  conventionHash!: string;

  /** A MonthNumber: of what the seller counted. */
  @Column({ name: "first_month", type: "integer" })
  firstMonth!: number;

  /** This and the next four are null where the site had no level. */
  @Column({ name: "computed_level", type: "smallint", nullable: true })
  computedLevel!: number | null;

  /** Null, too, where it had one month with a level. */
  @Column({ name: "earlier_computed_level", type: "smallint", nullable: true })
  earlierComputedLevel!: number | null;

  @Column({ name: "held_level", type: "smallint", nullable: true })
  heldLevel!: number | null;

  @Column({ type: "smallint", nullable: true })
  level!: number | null;

  /** A MonthNumber. */
  @Column({ type: "integer", nullable: true })
  since!: number | null;

  /** Of a site that was made by a split, by which counts were divided; null of one that was bought. */
  @Column({ type: "integer", nullable: true })
  share!: number | null;

  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  @Column({ name: "taken_at", type: "timestamptz", default: () => "now()" })
  takenAt!: Date;
}
