import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * Row of table incident_identity: a further identity under which an incident without a reference is known,
 * whose id was made of something else.
 */
@Entity({ name: "incident_identity" })
@Index("incident_identity_incident_idx", ["incidentId"])
export class IncidentIdentityRow {
  /** Salted digest of the values, and of the rank among equal ones. */
  @PrimaryColumn({ type: "uuid" })
  identity!: string;

  @PrimaryColumn({ name: "incident_id", type: "uuid" })
  incidentId!: string;

  /** Number of the import that gave it by correcting the incident; null: no import did. */
  @Column({ name: "given_by", type: "integer", nullable: true })
  givenBy!: number | null;
}
