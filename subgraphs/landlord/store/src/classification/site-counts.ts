import {
  familyOf,
  firstDay,
  type MonthNumber,
  monthsBetween,
  type Nomenclature,
} from "@palier/schema";
import type { EntityManager } from "typeorm";
import { copyOut } from "../sql/copy-out.js";
import { oneOf } from "../sql/integer-list.js";

/** Which counts are wanted: of some sites, in a row of months. */
export interface CountRange {
  /** Null for all. */
  readonly siteIds: readonly number[] | null;
  readonly from: MonthNumber;
  readonly to: MonthNumber;
}

const dayMs = 24 * 3600 * 1000;
/** PostgreSQL counts days from here. */
const dayZeroMs = Date.UTC(2000, 0, 1);

/** Incidents by site, month and family in one array, as a SiteClassifier reads them. */
export class SiteCounts {
  readonly counts: Uint32Array;
  private readonly touched: Uint8Array;
  private readonly places: ReadonlyMap<number, number>;
  private readonly siteLength: number;
  private readonly familyByCategory: ReadonlyMap<string, number>;

  /** @param siteIds The sites; the place of each is its own in this list. */
  constructor(
    siteIds: readonly number[],
    private readonly range: CountRange,
    private readonly families: readonly string[],
    nomenclature: Nomenclature,
  ) {
    this.siteLength = Math.max(0, range.to - range.from + 1) * families.length;
    this.counts = new Uint32Array(siteIds.length * this.siteLength);
    this.touched = new Uint8Array(siteIds.length);
    this.places = new Map(siteIds.map((id, place) => [id, place]));
    this.familyByCategory = new Map(
      [...nomenclature.categories.keys()].map((category) => [
        category,
        families.indexOf(familyOf(nomenclature, category) ?? ""),
      ]),
    );
  }

  /** Where a site's counts begin; null when it has none. */
  offsetOf(siteId: number): number | null {
    return this.offset(this.places.get(siteId) ?? -1);
  }

  private offset(place: number): number | null {
    return this.touched[place] === 1 ? place * this.siteLength : null;
  }

  /** Those of several sites together, from the first place on; null when they have none. */
  together(siteIds: readonly number[]): Uint32Array | null {
    const sum = new Uint32Array(this.siteLength);
    let isTouched = false;
    for (const siteId of siteIds) {
      const offset = this.offsetOf(siteId);
      if (offset === null) continue;
      isTouched = true;
      sum.forEach((count, at) => {
        sum[at] = count + (this.counts[offset + at] as number);
      });
    }
    return isTouched ? sum : null;
  }

  /** Adds the incidents themselves, of months from `since` on. */
  async addIncidents(tx: EntityManager, since: MonthNumber): Promise<void> {
    const { to, siteIds } = this.range;
    const from = Math.max(since, this.range.from);
    if (from > to) return;
    const months = monthByDay(from, to);
    const firstDayNumber = dayNumber(from);
    await copyOut(
      tx,
      `SELECT site_id, day, category FROM incident
       WHERE day >= '${firstDay(from)}' AND day < '${firstDay(to + 1)}' AND ${oneOf("site_id", siteIds)}`,
      (row) => {
        const month = months[row.integer(1) - firstDayNumber] as number;
        this.add(row.integer(0), month, row.ascii(2), 1);
      },
    );
  }

  /** Adds what incident_count holds: closed months only, up to `until`. */
  async addStored(tx: EntityManager, until = this.range.to): Promise<void> {
    const { from, siteIds } = this.range;
    const to = Math.min(until, this.range.to);
    if (from > to) return;
    await copyOut(
      tx,
      `SELECT site_id, month, category, incidents FROM incident_count
       WHERE month BETWEEN ${from} AND ${to} AND ${oneOf("site_id", siteIds)}`,
      (row) => this.add(row.integer(0), row.integer(1), row.ascii(2), row.integer(3)),
    );
  }

  /** Adds what was counted at the sellers of bought sites. */
  async addTaken(tx: EntityManager): Promise<void> {
    const { from, to, siteIds } = this.range;
    await copyOut(
      tx,
      `SELECT site_id, month, family, incidents FROM taken_count
       WHERE month BETWEEN ${from} AND ${to} AND ${oneOf("site_id", siteIds)}`,
      (row) =>
        this.addTo(
          row.integer(0),
          row.integer(1),
          this.families.indexOf(row.ascii(2)),
          row.integer(3),
        ),
    );
  }

  private add(siteId: number, month: MonthNumber, category: string, incidents: number): void {
    const family = this.familyByCategory.get(category);
    if (family === undefined) throw new Error(`Category ${category} is not of the nomenclature`);
    this.addTo(siteId, month, family, incidents);
  }

  private addTo(siteId: number, month: MonthNumber, family: number, incidents: number): void {
    const place = this.places.get(siteId);
    if (place === undefined)
      throw new Error(`There are incidents of site ${siteId}, but no such site`);
    // Families that no gate looks at are not counted.
    if (family < 0) return;
    this.touched[place] = 1;
    const at = place * this.siteLength + (month - this.range.from) * this.families.length + family;
    this.counts[at] = (this.counts[at] as number) + incidents;
  }
}

function dayNumber(month: MonthNumber): number {
  return (Date.parse(firstDay(month)) - dayZeroMs) / dayMs;
}

/** The month of each day from the first day of `from` to the last of `to`. */
function monthByDay(from: MonthNumber, to: MonthNumber): Int32Array {
  const start = dayNumber(from);
  const months = new Int32Array(Math.max(0, dayNumber(to + 1) - start));
  for (const month of monthsBetween(from, to)) {
    months.fill(month, dayNumber(month) - start, dayNumber(month + 1) - start);
  }
  return months;
}
