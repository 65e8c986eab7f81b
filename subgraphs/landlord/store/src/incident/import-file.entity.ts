import { Column, Entity, ForeignKey, PrimaryGeneratedColumn } from "typeorm";
import { ImportRunRow } from "./import-run.entity.js";

/** Row of table import_file: one file that was loaded. */
@Entity({ name: "import_file" })
export class ImportFileRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ type: "text" })
  name!: string;

  @Column({ name: "imported_at", type: "timestamptz", default: () => "now()" })
  importedAt!: Date;

  @Column({ name: "rows_loaded", type: "integer" })
  rowsLoaded!: number;

  /** Columns that the identity of its rows without a reference rests on; null: the values by default. */
  @Column({ type: "text", nullable: true })
  identity!: string | null;
  /** Incidents that it corrected. */
  @Column({ name: "rows_corrected", type: "integer", default: 0 })
  rowsCorrected!: number;

  /** Null of a file that a version before loaded. */
  @Column({ name: "import_id", type: "integer", nullable: true })
  @ForeignKey(() => ImportRunRow, { name: "import_file_import_fkey" })
  importId!: number | null;
}
