import { Column, Entity, PrimaryGeneratedColumn } from "typeorm";

/** Row of table purge_run: what one purge did. */
@Entity({ name: "purge_run" })
export class PurgeRunRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "begun_at", type: "timestamptz" })
  begunAt!: Date;

  /** Null of one that was ended before it was done; the next one goes on. */
  @Column({ name: "ended_at", type: "timestamptz", nullable: true })
  endedAt!: Date | null;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  /** This and the next are MonthNumbers before which it purged, as far as it came; null: none. */
  @Column({ name: "detail_before", type: "integer", nullable: true })
  detailBefore!: number | null;

  @Column({ name: "counts_before", type: "integer", nullable: true })
  countsBefore!: number | null;

  @Column({ type: "integer", default: 0 })
  incidents!: number;

  /** Of corrected and withdrawn incidents, and of actions. */
  @Column({ type: "integer", default: 0 })
  versions!: number;

  @Column({ name: "source_rows", type: "integer", default: 0 })
  sourceRows!: number;

  @Column({ type: "integer", default: 0 })
  counts!: number;

  @Column({ name: "log_entries", type: "integer", default: 0 })
  logEntries!: number;

  /** What could not be purged, and why. */
  @Column({ type: "text", nullable: true })
  problem!: string | null;
}
