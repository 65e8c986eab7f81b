import { stat } from "node:fs/promises";
import {
  type LockHolder,
  type RestatedLevels,
  type RestatingOptions,
  signedRules,
  withStoreLock,
} from "@palier/landlord-store";
import { BadUserInputError, checkAuthor, monthText, type Nomenclature } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import { dayOfDate } from "./date/day.js";
import type { SubmittedRows } from "./loading/file-chunk.js";
import { type ImportLimits, importLimits } from "./loading/import-limits.js";
import { IncidentImport, type IncidentImportSettings } from "./loading/incident-import.js";
import type { Mapping } from "./mapping/mapping.js";
import { ownMapping } from "./mapping/own-mapping.js";
import { BadRowList, ImportRefusedError } from "./report/bad-row.js";
import {
  type ImportProgress,
  type ImportSummary,
  ProgressMeter,
} from "./report/import-progress.js";
import { checkRejectedPath } from "./report/rejected-path.js";
import { RejectedRows } from "./report/rejected-rows.js";
import { touchFile } from "./source/source-bytes.js";
import { namedCode } from "./value/category.js";

export interface ImportOptions {
  /** How the files are to be read; else their columns bear Palier's own names. */
  readonly mapping?: Mapping;
  /** Load what is right and write the rest to a file, instead of refusing everything. */
  readonly skipBad?: boolean;
  /** Where rejected rows go; else beside the first file. A file that stands there is not replaced. */
  readonly rejectedPath?: string;
  /** The mapping's own file, which rejected rows may not go to either. */
  readonly mappingPath?: string;
  /** Who imports: a function or an account. */
  readonly author?: string;
  /** Rows that tell something else of a known incident correct it. */
  readonly update?: {
    /** Nothing is done: the summary says what would be. */
    readonly isPreview: boolean;
    /** What a preview said would be corrected; anything else is refused. */
    readonly expectedDigest?: string;
    /** What was corrected by hand is replaced, too; else it stays. */
    readonly isOverHand?: boolean;
  };
  /** Shown what new sites change of what was published: nothing is imported when it throws, or when it is not what was expected. */
  readonly restating?: Pick<RestatingOptions, "review" | "expectedDigest">;
  /** The rows are what a system submits: each has a reference, and is of one of its sites. */
  readonly submitted?: SubmittedRows;
  /** Called within the transaction, before a row is read; what it throws ends the import. */
  readonly beforeRows?: (tx: EntityManager) => Promise<void>;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
  readonly clock?: () => Date;
  /** Other bounds than usual, e.g. for the paths that only large files take. */
  readonly limits?: Partial<ImportLimits>;
}

/**
 * Loads files of incidents into a landlord's store, all of them or, when anything is wrong, none.
 * What the store has already is not loaded again.
 *
 * @throws ImportRefusedError that lists what is wrong.
 * @throws RejectedPathError when the rejected rows would replace what is read.
 */
export async function importIncidents(
  store: DataSource,
  files: readonly string[],
  options: ImportOptions = {},
): Promise<ImportSummary> {
  const { onProgress = () => {} } = options;
  const beganAt = performance.now();
  const rejected = options.skipBad ? await rejectedRows(files, options) : null;
  const sizes = await sizesOf(files);
  for (const file of files) await touchFile(file);
  const meter = new ProgressMeter(files.length, sizes.bytes, onProgress);
  const badRows = new BadRowList();
  const reading = { badRows, rejected, meter, expectedRows: sizes.rows, survey: null };
  try {
    return await withStoreLock(
      store,
      async (tx) => {
        await options.beforeRows?.(tx);
        const { run, nomenclature } = await runFiles(tx, files, options, reading);
        if (badRows.files > 0 || (badRows.rows > 0 && rejected === null)) {
          throw refusalOf(badRows, nomenclature);
        }
        const { isPreview = false, expectedDigest } = options.update ?? {};
        if (expectedDigest !== undefined && run.changes.digest !== expectedDigest) {
          throw new BadUserInputError(
            "Nothing was imported: the record has changed since these changes were shown. Look at them again.",
          );
        }
        if (!isPreview && run.restated !== null) agree(run.restated, options.restating ?? {});
        meter.finish();
        const rejectedFiles = isPreview ? [] : ((await rejected?.complete()) ?? []);
        const { rowsRead } = meter;
        const summary = summaryOf(run, { files, rowsRead, badRows, rejectedFiles, beganAt });
        // Whatever is thrown leaves the store as it was.
        if (isPreview) throw new Preview(summary);
        return summary;
      },
      options.onWait,
    );
  } catch (error) {
    await rejected?.discard();
    if (error instanceof Preview) return error.summary;
    throw error;
  }
}

/** What an import, and a trial of one, read files with. */
export interface FilesReading
  extends Pick<
    IncidentImportSettings,
    "badRows" | "rejected" | "meter" | "expectedRows" | "survey"
  > {}

/** Loads all files within a transaction; what is wrong in them goes to the bad rows. */
export async function runFiles(
  tx: EntityManager,
  files: readonly string[],
  options: ImportOptions,
  reading: FilesReading,
): Promise<{ readonly run: IncidentImport; readonly nomenclature: Nomenclature }> {
  const { clock = () => new Date() } = options;
  checkAuthor(options.author);
  const rules = await signedRules(tx, clock());
  const run = await IncidentImport.begin(tx, {
    ...reading,
    mapping: options.mapping ?? ownMapping,
    rules,
    today: dayOfDate(clock()),
    limits: { ...importLimits, ...options.limits },
    author: options.author ?? "import",
    isUpdate: options.update !== undefined,
    submitted: options.submitted ?? null,
    isOverHand: options.update?.isOverHand ?? false,
  });
  await run.addFiles(files);
  await run.finish();
  return { run, nomenclature: rules.nomenclature };
}

export function refusalOf(badRows: BadRowList, nomenclature: Nomenclature): ImportRefusedError {
  const codes = badRows.hasUnknownNature ? namedCodes(nomenclature) : [];
  return new ImportRefusedError(badRows, badRows.files === 0, codes);
}

function agree(
  restated: RestatedLevels,
  { review, expectedDigest }: Pick<RestatingOptions, "review" | "expectedDigest">,
): void {
  if (expectedDigest !== undefined && restated.digest !== expectedDigest) {
    throw new BadUserInputError(
      "Nothing was imported: the record has changed since it was shown what changes. Look at it again.",
    );
  }
  review?.(restated);
}

/** Ends an import of which only the outcome is asked for. */
class Preview extends Error {
  constructor(readonly summary: ImportSummary) {
    super("only a preview");
  }
}

function namedCodes(nomenclature: Nomenclature): string[] {
  return [...nomenclature.categories.keys()].map((code) => namedCode(nomenclature, code));
}

async function rejectedRows(
  files: readonly string[],
  { rejectedPath, mappingPath }: ImportOptions,
): Promise<RejectedRows> {
  const path = rejectedPath ?? `${files[0] ?? "incidents"}.rejected.csv`;
  await checkRejectedPath(path, mappingPath === undefined ? files : [...files, mappingPath]);
  return new RejectedRows(path);
}

export function summaryOf(
  run: IncidentImport,
  {
    files,
    rowsRead,
    badRows,
    rejectedFiles,
    beganAt,
  }: {
    readonly files: readonly string[];
    readonly rowsRead: number;
    readonly badRows: BadRowList;
    readonly rejectedFiles: readonly string[];
    readonly beganAt: number;
  },
): ImportSummary {
  const durationMs = performance.now() - beganAt;
  const { alreadyKnown, knownOtherwise, uncertain, withdrawn, purged, passedOver } = run;
  const { incidentsAdded, loader } = run;
  const { firstMonth, lastMonth } = loader;
  return {
    files: files.length,
    rowsRead,
    incidentsAdded,
    alreadyKnown,
    knownOtherwise,
    uncertain,
    knownByValues: run.knownByValues,
    withdrawn,
    purged,
    changes: run.changes,
    passedOver,
    rowsRejected: badRows.rows,
    rejectedWithoutReference: run.rejectedWithoutReference,
    sitesCreated: run.sites.created.length,
    sitesByCommune: run.sites.createdByCommune,
    sitesByPriorityDistrict: run.sites.createdByPriorityDistrict,
    alikeAddresses: run.alikeAddresses,
    restated: run.restated,
    months:
      incidentsAdded === 0 ? null : { first: monthText(firstMonth), last: monthText(lastMonth) },
    rejectedFiles,
    durationMs,
    rowsPerSecond: Math.round((rowsRead / durationMs) * 1000),
  };
}

/** Sizes as the files lie on the disk; one that cannot be read is reported when its turn comes. */
export async function sizesOf(files: readonly string[]): Promise<FileSizes> {
  let bytes = 0;
  let rows = 0;
  for (const file of files) {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    );
    bytes += size;
    rows += size / (file.endsWith(".gz") ? compressedRowBytes : rowBytes);
  }
  return { bytes, rows };
}

interface FileSizes {
  readonly bytes: number;
  /** A guess. */
  readonly rows: number;
}

/** Size of a short row, compressed and as it is: a guess at the number of rows, rather high. */
const rowBytes = 100;
const compressedRowBytes = 25;
