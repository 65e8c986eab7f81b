import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table closed_month: the landlord declared its reporting of this month complete. */
@Entity({ name: "closed_month" })
export class ClosedMonthRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @Column({ name: "closed_at", type: "timestamptz", default: () => "now()" })
  closedAt!: Date;
}
