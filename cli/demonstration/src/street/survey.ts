import { isMonth, type Month } from "@palier/schema";
import { authorityOf, slugsOf } from "./authority.js";
import { readStreetRecords, type StreetRecord } from "./street-records.js";

/** A local authority that is made a landlord. */
export interface Authority {
  readonly name: string;
  readonly slug: string;
  readonly records: number;
  /** Those that hold its records. */
  readonly files: readonly string[];
  /** Different places its records are anchored to: its sites. */
  readonly anchorPoints: number;
  /** Mean of its records' places, degrees WGS 84. */
  readonly center: { readonly longitude: number; readonly latitude: number };
}

/** What a folder of street files holds. */
export interface Survey {
  /** Months with records, oldest first. */
  readonly months: readonly Month[];
  /** Most records first. */
  readonly authorities: readonly Authority[];
  readonly records: number;
  /** Records that belong to no authority above: no place, or an authority with few records. */
  readonly passedOver: number;
}

/** An authority with no more records than this is a neighbour's stray few. */
const fewRecords = 1_000;

/**
 * Reads every file once.
 *
 * @param onProgress Told how many records have been read.
 */
export async function surveyStreetFiles(
  files: readonly string[],
  onProgress: (records: number) => void,
): Promise<Survey> {
  const months = new Set<Month>();
  const tallies = new Map<string, Tally>();
  let records = 0;
  for (const file of files) {
    for await (const record of readStreetRecords(file)) {
      records += 1;
      if (isMonth(record.month)) months.add(record.month);
      const name = authorityOf(record.areaName);
      if (name === "") continue;
      const tally = tallies.get(name) ?? new Tally();
      tallies.set(name, tally);
      tally.add(record, file);
    }
    onProgress(records);
  }
  const large = [...tallies]
    .filter(([, tally]) => tally.records > fewRecords)
    .sort(([one, { records: first }], [other, { records: second }]) =>
      second === first ? compare(one, other) : second - first,
    );
  const slugs = slugsOf(large.map(([name]) => name));
  const authorities = large.map(([name, tally], index) => tally.describe(name, slugs[index] ?? ""));
  const taken = authorities.reduce((sum, authority) => sum + authority.records, 0);
  return {
    months: [...months].sort(),
    authorities,
    records,
    passedOver: records - taken,
  };
}

class Tally {
  records = 0;
  readonly #files = new Set<string>();
  readonly #anchorPoints = new Set<string>();
  #longitudes = 0;
  #latitudes = 0;

  add({ longitude, latitude, location }: StreetRecord, file: string): void {
    this.records += 1;
    this.#files.add(file);
    this.#anchorPoints.add(`${longitude} ${latitude} ${location}`);
    this.#longitudes += Number(longitude);
    this.#latitudes += Number(latitude);
  }

  describe(name: string, slug: string): Authority {
    const mean = (sum: number) => Number((sum / this.records).toFixed(5));
    return {
      name,
      slug,
      records: this.records,
      files: [...this.#files],
      anchorPoints: this.#anchorPoints.size,
      center: { longitude: mean(this.#longitudes), latitude: mean(this.#latitudes) },
    };
  }
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
