import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table convention_signature: one version of a convention that this landlord has signed. */
@Entity({ name: "convention_signature" })
export class ConventionSignatureRow {
  @PrimaryColumn({ type: "text" })
  reference!: string;

  @PrimaryColumn({ type: "integer" })
  version!: number;

  @Column({ type: "text" })
  hash!: string;

  /** YYYY-MM-DD. */
  @Column({ name: "valid_from", type: "date" })
  validFrom!: string;

  /** Compact JWS. */
  @Column({ type: "text" })
  signature!: string;

  /** Canonical form; null for what was signed before it was kept. */
  @Column({ type: "text", nullable: true })
  convention!: string | null;

  @Column({ name: "recorded_at", type: "timestamptz", default: () => "now()" })
  recordedAt!: Date;
}
