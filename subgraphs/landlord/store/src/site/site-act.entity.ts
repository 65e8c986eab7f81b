import { Check, Column, Entity, Index, PrimaryGeneratedColumn } from "typeorm";
import type { SiteAct, SiteActReason } from "./site-act.js";

/** Row of table site_act: what was done to a site, and what it was afterwards. It outlives the site. */
@Entity({ name: "site_act" })
@Check(
  "site_act_act_check",
  "act IN ('ADDED', 'CHANGED', 'BEGUN', 'ENDED', 'GOES_ON', 'MERGED', 'ABSORBED', 'UNMERGED', 'SPLIT', 'RENUMBERED', 'NUMBER_DROPPED', 'REMOVED', 'HANDED_OVER', 'TAKEN_OVER')",
)
@Index("site_act_reference_idx", ["reference", "id"])
export class SiteActRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "text" })
  act!: SiteAct;

  /** A MonthNumber from which on it holds; null where the act has none. */
  @Column({ type: "integer", nullable: true })
  month!: number | null;

  @Column({ type: "text" })
  reason!: SiteActReason;

  /** Null where the act does not say. */
  @Column({ type: "text", nullable: true })
  author!: string | null;

  /** Of the database. */
  @Column({ type: "text", default: () => "SESSION_USER" })
  account!: string;

  @Column({ name: "made_at", type: "timestamptz", default: () => "now()" })
  madeAt!: Date;

  /** References of other sites of the act, its number, or files. */
  @Column({ type: "text", array: true })
  others!: string[];

  /** A MonthNumber. */
  @Column({ name: "first_month", type: "integer" })
  firstMonth!: number;

  /** A MonthNumber. */
  @Column({ name: "last_month", type: "integer" })
  lastMonth!: number;

  @Column({ type: "text" })
  name!: string;

  @Column({ type: "text" })
  commune!: string;

  @Column({ name: "priority_district", type: "text", nullable: true })
  priorityDistrict!: string | null;

  @Column({ type: "integer" })
  dwellings!: number;
}
