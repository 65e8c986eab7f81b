import { Column, Entity, PrimaryColumn } from "typeorm";

/** Row of table level_tally, derived: a closed month's sites at one place and effective level. */
@Entity({ name: "level_tally" })
export class LevelTallyRow {
  /** A MonthNumber. */
  @PrimaryColumn({ type: "integer" })
  month!: number;

  /** INSEE code. */
  @PrimaryColumn({ type: "text" })
  commune!: string;

  /** QPV code; empty outside priority districts. */
  @PrimaryColumn({ name: "priority_district", type: "text" })
  priorityDistrict!: string;

  /** 1 to 4; 0 where the month is undetermined. */
  @PrimaryColumn({ type: "smallint" })
  level!: number;

  @Column({ type: "integer" })
  sites!: number;

  @Column({ type: "integer" })
  dwellings!: number;
}
