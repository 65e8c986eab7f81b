import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table incident_personal: what the federated endpoint may never read. */
@Entity({ name: "incident_personal" })
export class IncidentPersonalRow {
  @PrimaryColumn({ name: "incident_id", type: "uuid" })
  incidentId!: string;

  @Column({ type: "text", nullable: true })
  reporter!: string | null;

  @Column({ type: "text", nullable: true })
  staff!: string | null;

  @Column({ type: "text", nullable: true })
  source!: string | null;

  @Column({ type: "text", nullable: true })
  narrative!: string | null;
}
