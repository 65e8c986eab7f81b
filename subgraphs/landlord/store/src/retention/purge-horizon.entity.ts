import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** The one row of table purge_horizon: MonthNumbers before which months are without something; 0: none is. */
@Entity({ name: "purge_horizon" })
@Check("purge_horizon_one_row", "single")
export class PurgeHorizonRow {
  @PrimaryColumn({ type: "boolean", default: true })
  single!: boolean;

  /** Incidents, and all that is kept of them. */
  @Column({ name: "detail_before", type: "integer", default: 0 })
  detailBefore!: number;

  @Column({ name: "counts_before", type: "integer", default: 0 })
  countsBefore!: number;

  /** Some of the counts that the gates of a month look at; frozen_gate has what they observed. */
  @Column({ name: "gates_before", type: "integer", default: 0 })
  gatesBefore!: number;
}
