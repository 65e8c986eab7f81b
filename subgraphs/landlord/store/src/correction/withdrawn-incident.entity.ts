import { Column, Entity, ForeignKey, PrimaryColumn } from "typeorm";
import { IncidentVersionRow } from "./incident-version.entity.js";

/** Row of table withdrawn_incident: it is in no other table of incidents, and no file brings it back. */
@Entity({ name: "withdrawn_incident" })
export class WithdrawnIncidentRow {
  @PrimaryColumn({ name: "incident_id", type: "uuid" })
  incidentId!: string;

  /** The act that withdrew it. */
  @Column({ name: "version_id", type: "integer" })
  @ForeignKey(() => IncidentVersionRow, { name: "withdrawn_incident_version_fkey" })
  versionId!: number;
}
