import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table log_checkpoint: a head of this node's log, and what opens it. */
@Entity({ name: "log_checkpoint" })
export class LogCheckpointRow {
  @PrimaryColumn({ type: "timestamptz" })
  hour!: Date;

  @Column({ type: "bigint" })
  sequence!: string;

  @Column({ type: "bytea" })
  salt!: Buffer;

  /** Compact JWS. */
  @Column({ type: "text" })
  head!: string;
}

/** Row of table peer_log_head: a head of another landlord's log. */
@Entity({ name: "peer_log_head" })
export class PeerLogHeadRow {
  @PrimaryColumn({ type: "text" })
  landlord!: string;

  @PrimaryColumn({ type: "timestamptz" })
  hour!: Date;

  @Column({ type: "text" })
  head!: string;
}
