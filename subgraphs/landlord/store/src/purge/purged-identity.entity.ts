import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table purged_identity: by what a purged incident would be known again in a file of a later month. */
@Entity({ name: "purged_identity" })
export class PurgedIdentityRow {
  @PrimaryColumn({ type: "uuid" })
  identity!: string;

  /** The last MonthNumber that was ever told of it. */
  @Column({ name: "until_month", type: "integer" })
  untilMonth!: number;
}
