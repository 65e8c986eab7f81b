import { Check, Column, Entity, ForeignKey, Index, PrimaryGeneratedColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";

/** What was done to an incident; UNDONE: the import that had brought it was taken back. */
export type IncidentAct = "IMPORTED" | "CORRECTED" | "WITHDRAWN" | "RESTORED" | "UNDONE";

/** Row of table incident_version: what an incident was after an act on it. */
@Entity({ name: "incident_version" })
@Check(
  "incident_version_act_check",
  "act IN ('IMPORTED', 'CORRECTED', 'WITHDRAWN', 'RESTORED', 'UNDONE')",
)
@Check(
  "incident_version_values_check",
  "CASE WHEN act IN ('IMPORTED', 'CORRECTED') THEN num_nulls(site_id, day, category) = 0 ELSE num_nonnulls(site_id, day, category) = 0 END",
)
@Index("incident_version_incident_idx", ["incidentId", "id"])
@Index("incident_version_import_idx", ["importId"])
@Index("incident_version_site_idx", ["siteId"])
export class IncidentVersionRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ name: "incident_id", type: "uuid" })
  incidentId!: string;

  @Column({ type: "text" })
  act!: IncidentAct;

  /** Null: an act by hand. */
  @Column({ name: "import_id", type: "integer", nullable: true })
  importId!: number | null;

  @Column({ type: "text" })
  reason!: string;

  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", nullable: true, default: () => "SESSION_USER" })
  account!: string | null;

  @Column({ name: "made_at", type: "timestamptz", default: () => "now()" })
  madeAt!: Date;

  @Column({ name: "site_id", type: "integer", nullable: true })
  @ForeignKey(() => SiteRow, { name: "incident_version_site_fkey" })
  siteId!: number | null;

  /** YYYY-MM-DD. */
  @Column({ type: "date", nullable: true })
  day!: string | null;

  @Column({ type: "text", nullable: true })
  category!: string | null;

  @Column({ name: "time_band", type: "text", nullable: true })
  timeBand!: string | null;

  @Column({ type: "text", nullable: true })
  place!: string | null;

  @Column({ type: "smallint", nullable: true })
  severity!: number | null;

  @Column({ name: "complaint_reference", type: "text", nullable: true })
  complaintReference!: string | null;

  @Column({ type: "text", nullable: true })
  target!: string | null;

  @Column({ name: "follow_up", type: "text", nullable: true })
  followUp!: string | null;

  @Column({ name: "file_id", type: "integer", nullable: true })
  fileId!: number | null;

  @Column({ type: "integer", nullable: true })
  line!: number | null;
}
