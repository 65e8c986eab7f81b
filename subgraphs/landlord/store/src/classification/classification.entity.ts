import { Column, Entity, Index, PrimaryColumn } from "typeorm";

/**
 * Row of table classification, derived: a run of months in which nothing of a site's
 * classification changes. It speaks for the *classified* months of the run only.
 */
@Entity({ name: "classification" })
@Index("classification_level_idx", ["level", "toMonth"])
export class ClassificationRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ name: "from_month", type: "integer" })
  fromMonth!: number;

  /** A MonthNumber; 1,000,000 when the run goes on. */
  @Column({ name: "to_month", type: "integer" })
  toMonth!: number;

  @Column({ name: "computed_level", type: "smallint" })
  computedLevel!: number;

  @Column({ name: "held_level", type: "smallint" })
  heldLevel!: number;

  /** Effective: the decision's level where one is in force, else the held one. */
  @Column({ type: "smallint" })
  level!: number;

  /** First MonthNumber of the uninterrupted stay at the effective level. */
  @Column({ type: "integer" })
  since!: number;

  @Column({ name: "decision_id", type: "integer", nullable: true })
  decisionId!: number | null;
}
