import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** The one row of table record_edition; triggers of the tables that answers rest on write it. */
@Entity({ name: "record_edition" })
@Check("record_edition_one_row", "single")
export class RecordEditionRow {
  @PrimaryColumn({ type: "boolean", default: true })
  single!: boolean;

  @Column({ type: "uuid" })
  edition!: string;

  /** Number of the transaction. */
  @Column({ name: "given_by", type: "text", default: "" })
  givenBy!: string;
}
