import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from "typeorm";
import { SiteRow } from "../site/site.entity.js";
import { RestatementRow } from "./restatement.entity.js";

/** Row of table former_level: the level of a site and month that was published until a restatement. */
@Entity({ name: "former_level" })
@Check("former_level_level_check", "level BETWEEN 0 AND 4")
@Index("former_level_restatement_idx", ["restatementId", "month"])
export class FormerLevelRow {
  @PrimaryColumn({ name: "site_id", type: "integer" })
  @ForeignKey(() => SiteRow, { name: "former_level_site_fkey", onDelete: "CASCADE" })
  siteId!: number;

  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  @PrimaryColumn({ name: "restatement_id", type: "integer" })
  @ForeignKey(() => RestatementRow, { name: "former_level_restatement_fkey" })
  restatementId!: number;

  /** 1 to 4; 0 where the month was undetermined. */
  @Column({ type: "smallint" })
  level!: number;
}

/**
 * Row of table former_tally: how many more sites and dwellings a level had in a place and month before
 * a restatement than after it. The tally of today and these, from one restatement on, are that of before it.
 */
@Entity({ name: "former_tally" })
export class FormerTallyRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  /** INSEE code. */
  @PrimaryColumn({ type: "text" })
  commune!: string;

  /** QPV code; empty outside priority districts. */
  @PrimaryColumn({ name: "priority_district", type: "text" })
  priorityDistrict!: string;

  @PrimaryColumn({ name: "restatement_id", type: "integer" })
  @ForeignKey(() => RestatementRow, { name: "former_tally_restatement_fkey" })
  restatementId!: number;

  /** 1 to 4; 0 where the month was undetermined. */
  @PrimaryColumn({ type: "smallint" })
  level!: number;

  @Column({ type: "integer" })
  sites!: number;

  @Column({ type: "integer" })
  dwellings!: number;
}
