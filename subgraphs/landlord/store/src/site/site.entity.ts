import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from "typeorm";

/** Row of table site: a group of buildings at one address, with what is told of it last. */
@Entity({ name: "site" })
@Unique("site_reference_key", ["reference"])
@Check("site_dwellings_check", "dwellings > 0")
@Check("site_location_check", "(longitude IS NULL) = (latitude IS NULL)")
@Check("site_months_check", "first_month <= facts_from AND facts_from <= last_month")
@Index("site_begun_idx", ["firstMonth"], { where: "first_month > 0" })
@Index("site_commune_idx", ["commune"])
@Index("site_priority_district_idx", ["priorityDistrict"])
@Index("site_order_idx", { synchronize: false })
export class SiteRow {
  @PrimaryGeneratedColumn("identity", { type: "integer", generatedIdentity: "BY DEFAULT" })
  id!: number;

  /** The landlord's own name of the site in its files; unique and never changed. */
  @Column({ type: "text" })
  reference!: string;

  @Column({ type: "text" })
  name!: string;

  /** INSEE code. */
  @Column({ type: "text" })
  commune!: string;

  /** QPV code, e.g. "QN07707M". */
  @Column({ name: "priority_district", type: "text", nullable: true })
  priorityDistrict!: string | null;

  @Column({ type: "text", nullable: true })
  address!: string | null;

  /** Degrees, WGS84. */
  @Column({ type: "double precision", nullable: true })
  longitude!: number | null;

  /** Degrees, WGS84. */
  @Column({ type: "double precision", nullable: true })
  latitude!: number | null;

  @Column({ type: "integer" })
  dwellings!: number;

  /** A MonthNumber; 0 when the site is as old as the record. Before it the site is in no figure. */
  @Column({ name: "first_month", type: "integer", default: 0 })
  firstMonth!: number;

  /** A MonthNumber; 1,000,000 when the site goes on. After it the site is in no figure. */
  @Column({ name: "last_month", type: "integer", default: 1_000_000 })
  lastMonth!: number;

  /** From this MonthNumber on its name, commune, district and dwellings hold; site_past has those of before. */
  @Column({ name: "facts_from", type: "integer", default: 0 })
  factsFrom!: number;
}
