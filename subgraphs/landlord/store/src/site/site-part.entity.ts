import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { SiteRow } from "./site.entity.js";

/** Row of table site_part: a site that was merged into another, whose window counts its incidents since. */
@Entity({ name: "site_part" })
export class SitePartRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "site_part_site_fkey" })
  siteId!: number;

  /** A MonthNumber. */
  @Column({ name: "from_month", type: "integer" })
  fromMonth!: number;

  @PrimaryColumn({ name: "part_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "site_part_part_fkey" })
  partId!: number;

  /** What the part's last MonthNumber was before; null where it had ended by an earlier merger, and of old ones. */
  @Column({ name: "part_last_month", type: "integer", nullable: true })
  partLastMonth!: number | null;

  /** Of the site that goes on, before the merger; null of old ones. */
  @Column({ type: "integer", nullable: true })
  dwellings!: number | null;
}
