import { Check, Column, Entity, Index, PrimaryGeneratedColumn, Unique } from "typeorm";

/** Row of table site: a group of buildings at one address. */
@Entity({ name: "site" })
@Unique("site_reference_key", ["reference"])
@Check("site_dwellings_check", "dwellings > 0")
@Check("site_location_check", "(longitude IS NULL) = (latitude IS NULL)")
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
}
