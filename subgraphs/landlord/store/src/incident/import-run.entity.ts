import { Check, Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** Row of table import_run: files that one command loaded. */
@Entity({ name: "import_run" })
@Check("import_run_undone_check", "(undone_at IS NULL) = (undone_by IS NULL)")
export class ImportRunRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "imported_at", type: "timestamptz", default: () => "now()" })
  importedAt!: Date;

  /** This and the account are null where the import was before they were kept. */
  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  /** Whether it took what had the same reference for a correction. */
  @Column({ name: "is_update", type: "boolean", default: false })
  isUpdate!: boolean;

  @Column({ name: "undone_at", type: "timestamptz", nullable: true })
  undoneAt!: Date | null;

  @Column({ name: "undone_by", type: "text", nullable: true })
  undoneBy!: string | null;

  /** Whether anything of it was purged: it cannot be taken back whole any more. */
  @Column({ name: "is_purged", type: "boolean", default: false })
  isPurged!: boolean;
}
