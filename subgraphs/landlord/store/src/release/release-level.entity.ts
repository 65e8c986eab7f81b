import {
  Check,
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
} from "typeorm";
import { ReleaseRow } from "./release.entity.js";

/** Row of table release_level: the level of a site and month, with all gates, as a release published it. */
@Entity({ name: "release_level" })
@Index("release_level_withheld_idx", ["siteId", "month"], {
  where: "are_gates_withheld AND republished_by IS NULL",
})
export class ReleaseLevelRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @PrimaryColumn({ name: "site_id", type: "integer" })
  siteId!: number;

  @PrimaryColumn({ name: "release_step", type: "integer" })
  @ForeignKey(() => ReleaseRow, { name: "release_level_release_fkey" })
  releaseStep!: number;

  @Column({ type: "integer" })
  dwellings!: number;

  /** Sites whose counts it rests on. */
  @Column({ type: "integer", array: true })
  counted!: number[];

  /** Which gates are met, in the grid's order. */
  @Column({ type: "boolean", array: true })
  met!: boolean[];

  /** Whether protected readers are shown the level alone. */
  @Column({ name: "are_gates_withheld", type: "boolean" })
  areGatesWithheld!: boolean;

  /** The release that published it again; null: it holds. */
  @Column({ name: "republished_by", type: "integer", nullable: true })
  @ForeignKey(() => ReleaseRow, { name: "release_level_republication_fkey" })
  republishedBy!: number | null;
}

/** Row of table release_note: a small number that hangs on more than its own line. */
@Entity({ name: "release_note" })
@Check("release_note_kind_check", "kind IN ('BALANCED', 'PINNED')")
@Index("release_note_month_idx", ["month"])
export class ReleaseNoteRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  /** The release that found it. */
  @Column({ name: "release_step", type: "integer" })
  @ForeignKey(() => ReleaseRow, { name: "release_note_release_fkey" })
  releaseStep!: number;

  /** It keeps several values by other months of its site only, or the levels give it back. */
  @Column({ type: "text" })
  kind!: "BALANCED" | "PINNED";

  /** A MonthNumber. */
  @Column({ type: "integer" })
  month!: number;

  /** INSEE code. */
  @Column({ type: "text" })
  commune!: string;

  /** QPV code; empty outside priority districts. */
  @Column({ name: "priority_district", type: "text" })
  priorityDistrict!: string;

  @Column({ name: "is_brought", type: "boolean" })
  isBrought!: boolean;

  @Column({ type: "text" })
  family!: string;

  /** Null: the subtotal of the place. */
  @Column({ name: "site_id", type: "integer", nullable: true })
  siteId!: number | null;

  /** The release that published the number. */
  @Column({ name: "line_step", type: "integer" })
  lineStep!: number;
}
