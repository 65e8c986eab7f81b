import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table taken_count: incidents of a bought site in a month of its seller, by family. */
@Entity({ name: "taken_count" })
@Check("taken_count_positive", "incidents > 0")
@Index("taken_count_month_idx", ["month"])
export class TakenCountRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "taken_count_site_fkey", onDelete: "CASCADE" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @PrimaryColumn({ type: "text" })
  family!: string;

  @Column({ type: "integer" })
  incidents!: number;
}
