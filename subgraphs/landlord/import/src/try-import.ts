import { withStoreLock } from "@palier/landlord-store";
import type { DataSource, EntityManager } from "typeorm";
import { type ImportOptions, refusalOf, runFiles, sizesOf, summaryOf } from "./import-incidents.js";
import { type DateTrial, type MonthTrial, TrialSurvey } from "./loading/trial-survey.js";
import { BadRowList, type ImportRefusedError } from "./report/bad-row.js";
import { type ImportSummary, ProgressMeter } from "./report/import-progress.js";

/** A site that an import would make. */
export interface TrialSite {
  readonly reference: string;
  readonly name: string;
  readonly commune: string;
  readonly dwellings: number;
  readonly incidents: number;
}

/** An incident that would be added beside one of another file, of the same day, site and category. */
export interface TrialDouble {
  readonly site: string;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly category: string;
  readonly file: string;
  readonly line: number;
  readonly otherFile: string;
  readonly otherLine: number;
}

/** What an import would do, and what is wrong with its files. */
export interface ImportTrial {
  /** Of an import that passes over wrong rows. */
  readonly summary: ImportSummary;
  /** What an import would be refused with; null: nothing is wrong. */
  readonly refusal: ImportRefusedError | null;
  /** Oldest first. */
  readonly months: readonly MonthTrial[];
  readonly rejectedWithoutDay: number;
  readonly dates: readonly DateTrial[];
  /** The first hundred. */
  readonly sites: readonly TrialSite[];
  /** The first twenty. */
  readonly doubles: readonly TrialDouble[];
  readonly doubleCount: number;
}

/** Sites that are told. */
const mostSites = 100;

const mostDoubles = 20;

/**
 * Does all that an import does, in a transaction that is taken back: what it tells is what an import of the same
 * files does to the same record.
 */
export async function tryImport(
  store: DataSource,
  files: readonly string[],
  options: ImportOptions = {},
): Promise<ImportTrial> {
  const beganAt = performance.now();
  const { bytes } = await sizesOf(files);
  const meter = new ProgressMeter(files.length, bytes, options.onProgress ?? (() => {}));
  const badRows = new BadRowList();
  const survey = new TrialSurvey();
  // A guess of no rows takes no index away, for which readers would wait.
  const reading = { badRows, rejected: null, meter, expectedRows: 0, survey };
  try {
    return await withStoreLock(
      store,
      async (tx): Promise<ImportTrial> => {
        const { run, nomenclature } = await runFiles(tx, files, options, reading);
        meter.finish();
        const { rowsRead } = meter;
        const doubles = await doublesOf(tx, run.fileIds);
        throw new Outcome({
          summary: summaryOf(run, { files, rowsRead, badRows, rejectedFiles: [], beganAt }),
          refusal: badRows.isEmpty ? null : refusalOf(badRows, nomenclature),
          months: survey.months,
          rejectedWithoutDay: survey.rejectedWithoutDay,
          dates: survey.dates,
          sites: await sitesOf(tx, run.sites.created),
          doubles: doubles.listed,
          doubleCount: doubles.count,
        });
      },
      options.onWait,
    );
  } catch (error) {
    if (error instanceof Outcome) return error.trial;
    throw error;
  }
}

/** Whatever is thrown leaves the store as it was. */
class Outcome extends Error {
  constructor(readonly trial: ImportTrial) {
    super("only a trial");
  }
}

function sitesOf(tx: EntityManager, ids: readonly number[]): Promise<TrialSite[]> {
  return tx.query<TrialSite[]>(
    `SELECT reference, name, commune, dwellings,
       (SELECT count(*)::integer FROM incident WHERE site_id = site.id) AS incidents
     FROM site WHERE id = ANY ($1::integer[]) ORDER BY id LIMIT ${mostSites}`,
    [ids.slice(0, mostSites)],
  );
}

async function doublesOf(
  tx: EntityManager,
  fileIds: readonly number[],
): Promise<{ readonly listed: readonly TrialDouble[]; readonly count: number }> {
  const rows = await tx.query<(TrialDouble & { count: number })[]>(
    // The first that is known of each site, day and category: all of them times all that are new have no bound.
    `WITH fresh AS (
       SELECT site_id, day, category, file_id, line FROM incident WHERE file_id = ANY ($1::integer[])
     ), known AS (
       SELECT DISTINCT ON (o.site_id, o.day, o.category) o.site_id, o.day, o.category,
         o.file_id AS other_file_id, o.line AS other_line
       FROM (SELECT DISTINCT site_id, day, category FROM fresh) AS i
       JOIN incident AS o USING (site_id, day, category)
       WHERE o.file_id <> ALL ($1::integer[])
       ORDER BY o.site_id, o.day, o.category, o.file_id, o.line
     ), alike AS (
       SELECT * FROM fresh JOIN known USING (site_id, day, category)
     )
     SELECT s.reference AS site, day::text AS day, category, f.name AS file, alike.line,
       coalesce(other.name, '') AS "otherFile", other_line AS "otherLine",
       (count(*) OVER ())::integer AS count
     FROM alike JOIN site AS s ON s.id = site_id JOIN import_file AS f ON f.id = file_id
     LEFT JOIN import_file AS other ON other.id = other_file_id
     ORDER BY file_id, alike.line LIMIT ${mostDoubles}`,
    [fileIds],
  );
  return { listed: rows.map(({ count: _, ...double }) => double), count: rows[0]?.count ?? 0 };
}
