import { Check, Column, Entity, ForeignKey, PrimaryColumn, PrimaryGeneratedColumn } from "typeorm";

/** Row of table erasure: that something was erased, without what it was. */
@Entity({ name: "erasure" })
@Check("erasure_author_check", "author <> ''")
export class ErasureRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "made_at", type: "timestamptz", default: () => "now()" })
  madeAt!: Date;

  @Column({ type: "text" })
  author!: string;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  /** Whether it was found by its words, which are kept nowhere; else by the incident. */
  @Column({ name: "by_text", type: "boolean" })
  isByText!: boolean;

  @Column({ type: "integer" })
  incidents!: number;

  /** Of versions of incidents and of what was submitted, too. */
  @Column({ name: "values_erased", type: "integer" })
  valuesErased!: number;

  @Column({ name: "source_rows", type: "integer" })
  sourceRows!: number;
}

/** Row of table erased_field: what no file tells of an incident again. */
@Entity({ name: "erased_field" })
@Check("erased_field_check", "field IN ('reporter', 'staff', 'narrative', 'source', 'row')")
export class ErasedFieldRow {
  @PrimaryColumn({ name: "incident_id", type: "uuid" })
  incidentId!: string;

  /** row: what the file said, as it stood. */
  @PrimaryColumn({ type: "text" })
  field!: ErasedField;

  @Column({ name: "erasure_id", type: "integer" })
  @ForeignKey(() => ErasureRow, { name: "erased_field_erasure_fkey" })
  erasureId!: number;
}

export const personalFields = ["reporter", "staff", "narrative", "source"] as const;
export type PersonalField = (typeof personalFields)[number];
export type ErasedField = PersonalField | "row";
