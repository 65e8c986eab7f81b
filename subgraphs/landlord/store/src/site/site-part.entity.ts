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
}
