import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** Row of table frozen_gate: what a site's gates observed in a month whose window reaches into purged counts. */
@Entity({ name: "frozen_gate" })
export class FrozenGateRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "frozen_gate_site_fkey" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  /** Version of the grid. */
  @Column({ type: "smallint" })
  grid!: number;

  /** In the order of the grid's conditions, gate by gate. */
  @Column({ type: "integer", array: true })
  observed!: number[];
}
