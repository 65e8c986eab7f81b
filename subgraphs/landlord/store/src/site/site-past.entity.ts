import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { SiteRow } from "./site.entity.js";

/** Row of table site_past: what held of a site for months that are followed by others. */
@Entity({ name: "site_past" })
@Check("site_past_dwellings_check", "dwellings > 0")
@Check("site_past_months_check", "from_month <= to_month")
@Index("site_past_months_idx", ["toMonth"])
export class SitePastRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "site_past_site_fkey" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ name: "from_month", type: "integer" })
  fromMonth!: number;

  /** A MonthNumber. */
  @Column({ name: "to_month", type: "integer" })
  toMonth!: number;

  @Column({ type: "text" })
  name!: string;

  /** INSEE code. */
  @Column({ type: "text" })
  commune!: string;

  /** QPV code. */
  @Column({ name: "priority_district", type: "text", nullable: true })
  priorityDistrict!: string | null;

  @Column({ type: "integer" })
  dwellings!: number;
}
