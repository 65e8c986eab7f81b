import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { ImportRunRow } from "./import-run.entity.js";

/** Row of table import_retold: later files that told incidents of an import too. */
@Entity({ name: "import_retold" })
export class ImportRetoldRow {
  /** What brought them. */
  @PrimaryColumn({ name: "import_id", type: "integer" })
  @ForeignKey(() => ImportRunRow, { name: "import_retold_import_fkey", onDelete: "CASCADE" })
  importId!: number;

  /** The import of the file; 0: of files that brought nothing, and of those beyond a bound. */
  @PrimaryColumn({ name: "told_by", type: "integer" })
  toldBy!: number;

  /** The last of them. */
  @Column({ name: "file_name", type: "text" })
  fileName!: string;

  /** At most: what a file tells twice counts twice. */
  @Column({ type: "integer" })
  incidents!: number;
}
