import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** The one row of table node: whose database this is. */
@Entity({ name: "node" })
@Check("node_one_row", "single")
export class NodeRow {
  @PrimaryColumn({ type: "boolean", default: true })
  single!: boolean;

  @Column({ type: "text" })
  slug!: string;

  /** Mixed into every id that is derived from content, so that an id confirms no guess about it. */
  @Column({ type: "text" })
  salt!: string;
}
