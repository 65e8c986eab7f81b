import {
  Column,
  Entity,
  ForeignKey,
  Index,
  PrimaryColumn,
  PrimaryGeneratedColumn,
  Unique,
} from "typeorm";
import { ReleaseRow } from "./release.entity.js";

/** Row of table release_line: the counts of a place, month and family, as a release published them. */
@Entity({ name: "release_line" })
@Unique("release_line_key", [
  "month",
  "commune",
  "priorityDistrict",
  "isBrought",
  "family",
  "releaseStep",
])
@Index(
  "release_line_current_idx",
  ["month", "commune", "priorityDistrict", "isBrought", "family"],
  { unique: true, where: "corrected_by IS NULL" },
)
export class ReleaseLineRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "release_step", type: "integer" })
  @ForeignKey(() => ReleaseRow, { name: "release_line_release_fkey" })
  releaseStep!: number;

  /** A MonthNumber. */
  @Column({ type: "integer" })
  month!: number;

  /** INSEE code. */
  @Column({ type: "text" })
  commune!: string;

  /** QPV code; empty outside priority districts. */
  @Column({ name: "priority_district", type: "text" })
  priorityDistrict!: string;

  /** Counts that bought sites brought with them; no subtotal of them is shown. */
  @Column({ name: "is_brought", type: "boolean" })
  isBrought!: boolean;

  @Column({ type: "text" })
  family!: string;

  @Column({ type: "integer" })
  subtotal!: number;

  @Column({ name: "is_subtotal_withheld", type: "boolean" })
  isSubtotalWithheld!: boolean;

  /** Whether it says other than what was released before. */
  @Column({ name: "is_restated", type: "boolean" })
  isRestated!: boolean;

  /** The release that says otherwise; null: it holds. */
  @Column({ name: "corrected_by", type: "integer", nullable: true })
  @ForeignKey(() => ReleaseRow, { name: "release_line_correction_fkey" })
  correctedBy!: number | null;
}

/** Row of table release_cell: a site's count in a line, where it is not zero or is withheld. */
@Entity({ name: "release_cell" })
@Index("release_cell_site_idx", ["siteId"])
export class ReleaseCellRow {
  @PrimaryColumn({ name: "line_id", type: "integer" })
  @ForeignKey(() => ReleaseLineRow, { name: "release_cell_line_fkey", onDelete: "CASCADE" })
  lineId!: number;

  /** The site may have been removed since. */
  @PrimaryColumn({ name: "site_id", type: "integer" })
  siteId!: number;

  @Column({ type: "integer" })
  incidents!: number;

  @Column({ name: "is_withheld", type: "boolean" })
  isWithheld!: boolean;
}
