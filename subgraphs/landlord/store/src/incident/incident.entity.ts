import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/** Row of table incident: one event at one site, on one day, of one category. */
@Entity({ name: "incident" })
@Index("incident_site_idx", ["siteId", "day", "id"])
@Index("incident_day_idx", { synchronize: false })
export class IncidentRow {
  /** Salted digest of the landlord's own reference, or of the row and its rank among equal rows. */
  @PrimaryColumn({ type: "uuid" })
  id!: string;

  @Column({ name: "site_id", type: "integer" })
  siteId!: number;

  /** YYYY-MM-DD. */
  @Column({ type: "date" })
  day!: string;

  @Column({ type: "text" })
  category!: string;

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

  /** Null where it is not recorded: a reference of a complaint says then that one was filed. */
  @Column({ name: "follow_up", type: "text", nullable: true })
  followUp!: string | null;

  @Column({ name: "file_id", type: "integer" })
  fileId!: number;

  /** Line of the file where the source row begins, from 1. */
  @Column({ type: "integer" })
  line!: number;
}
