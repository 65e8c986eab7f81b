import { Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { SiteRow } from "./site.entity.js";

/** Row of table site_number: what the landlord's files call a site besides its reference. */
@Entity({ name: "site_number" })
@Index("site_number_site_idx", ["siteId"])
export class SiteNumberRow {
  @PrimaryColumn({ type: "text" })
  number!: string;

  @Column({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "site_number_site_fkey" })
  siteId!: number;

  /** A MonthNumber. */
  @Column({ name: "from_month", type: "integer" })
  fromMonth!: number;
}
