import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { IncidentVersionRow } from "./incident-version.entity.js";

/** Row of table incident_version_personal: of a version, what the federated endpoint may never read. */
@Entity({ name: "incident_version_personal" })
export class IncidentVersionPersonalRow {
  @PrimaryColumn({ name: "version_id", type: "integer" })
  @ForeignKey(() => IncidentVersionRow, {
    name: "incident_version_personal_version_fkey",
    onDelete: "CASCADE",
  })
  versionId!: number;

  @Column({ type: "text", nullable: true })
  reporter!: string | null;

  @Column({ type: "text", nullable: true })
  staff!: string | null;

  @Column({ type: "text", nullable: true })
  narrative!: string | null;

  @Column({ type: "text", nullable: true })
  source!: string | null;
}
