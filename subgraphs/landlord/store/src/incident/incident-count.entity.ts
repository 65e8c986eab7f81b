import { Check, Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Row of table incident_count, derived: incidents of one site, closed month and category. */
@Entity({ name: "incident_count" })
@Check("incident_count_positive", "incidents > 0")
@Index("incident_count_month_idx", ["month"])
export class IncidentCountRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @PrimaryColumn({ type: "text" })
  category!: string;

  @Column({ type: "integer" })
  incidents!: number;
}
