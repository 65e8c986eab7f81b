import { Check, Column, Entity, PrimaryColumn } from "typeorm";

/** The one row of table release_key: a secret from which it follows which of several equal cells is withheld. */
@Entity({ name: "release_key" })
@Check("release_key_one_row", "single")
export class ReleaseKeyRow {
  @PrimaryColumn({ type: "boolean", default: true })
  single!: boolean;

  @Column({ type: "text" })
  key!: string;
}

/** Row of table release: what one act published to those who may not read small numbers. */
@Entity({ name: "release" })
export class ReleaseRow {
  /** How many releases came before. */
  @PrimaryColumn({ type: "integer" })
  step!: number;

  @Column({ name: "made_at", type: "timestamptz", default: () => "now()" })
  madeAt!: Date;

  /** A count of 1 to `threshold` − 1 is withheld. */
  @Column({ type: "integer" })
  threshold!: number;

  /** Version of the grid. */
  @Column({ type: "smallint" })
  grid!: number;

  /** Codes of all families that are counted. */
  @Column({ type: "text", array: true })
  families!: string[];

  @Column({ name: "convention_reference", type: "text" })
  conventionReference!: string;

  @Column({ name: "convention_version", type: "integer" })
  conventionVersion!: number;

  @Column({ name: "convention_hash", type: "text" })
  conventionHash!: string;

  /** MonthNumbers on which its levels rest. */
  @Column({ name: "closed_months", type: "integer", array: true })
  closedMonths!: number[];

  /** MonthNumbers whose counts it published. */
  @Column({ name: "published_months", type: "integer", array: true })
  publishedMonths!: number[];

  /** Cells that are shown and no zeros. */
  @Column({ type: "integer" })
  shown!: number;

  @Column({ type: "integer" })
  zeros!: number;

  /** Cells that are withheld because they are small. */
  @Column({ type: "integer" })
  small!: number;

  /** Cells that are withheld besides. */
  @Column({ type: "integer" })
  further!: number;
}
