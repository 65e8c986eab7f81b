import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table open_month: a month that was closed and is open again, published or not; gone once it is closed. */
@Entity({ name: "open_month" })
export class OpenMonthRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @Column({ name: "reopened_at", type: "timestamptz", default: () => "now()" })
  reopenedAt!: Date;
}
