import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Demonstration, LandlordRecords } from "../record/demonstration.js";
import { dialectOf } from "./dialects.js";
import { encodeFile } from "./encode-file.js";
import { incidentRowsByYear } from "./incident-rows.js";
import { mappingFile } from "./mapping-file.js";
import { siteRows } from "./site-rows.js";

/** Where a landlord's files were written. */
export interface LandlordFiles {
  readonly slug: string;
  readonly sites: string;
  /** One file a year, oldest first. */
  readonly incidents: readonly string[];
  readonly mapping: string;
}

/**
 * Writes every landlord's records the way its own system would export them, each into a folder
 * named after its slug: `sites.csv`, `incidents-2025.csv` (or `.csv.gz`), `mapping.yaml`.
 */
export async function writeDemonstration(
  { landlords }: Pick<Demonstration, "landlords">,
  folder: string,
): Promise<LandlordFiles[]> {
  return Promise.all(
    landlords.map((records) => writeLandlord(records, join(folder, records.slug))),
  );
}

async function writeLandlord(records: LandlordRecords, folder: string): Promise<LandlordFiles> {
  const dialect = dialectOf(records.slug);
  await mkdir(folder, { recursive: true });
  const sites = join(folder, "sites.csv");
  await writeFile(sites, encodeFile(siteRows(records.sites, dialect), { ...dialect, gzip: false }));
  const incidents: string[] = [];
  for (const [year, rows] of incidentRowsByYear(records, dialect)) {
    const file = join(folder, `incidents-${year}.csv${dialect.gzip ? ".gz" : ""}`);
    await writeFile(file, encodeFile(rows, dialect));
    incidents.push(file);
  }
  const mapping = join(folder, "mapping.yaml");
  await writeFile(mapping, mappingFile(dialect));
  return { slug: records.slug, sites, incidents, mapping };
}
