import { basename } from "node:path";
import {
  actMonth,
  apportionSplit,
  endInMonth,
  keepSiteActs,
  knownSite,
  type LockHolder,
  SiteActError,
  type SiteActReason,
  signedRules,
  withStoreLock,
} from "@palier/landlord-store";
import type { MonthNumber } from "@palier/schema";
import type { DataSource, EntityManager } from "typeorm";
import type { CsvRow } from "./csv/csv-row.js";
import { delimiterFor } from "./mapping/choose-delimiter.js";
import { namedSiteColumns, ownSiteMapping, type SiteMapping } from "./mapping/site-mapping.js";
import { BadRowList, ImportRefusedError, type RowProblem } from "./report/bad-row.js";
import { shapeProblem } from "./report/row-shape.js";
import { type AlikeAddresses, listAlikeAddresses } from "./sites/alike-addresses.js";
import { type SiteDraft, SiteFileReader } from "./sites/site-file.js";
import { upsertSites } from "./sites/upsert-sites.js";
import { readRows, UnusableFileError } from "./source/source-rows.js";

export interface SiteImportOptions {
  /** How the files are to be read; else their columns bear Palier's own names. */
  readonly mapping?: SiteMapping;
  /** The first month of new sites, and of what changes of others; by default the first open one. */
  readonly from?: MonthNumber;
  /** Who tells: a function or an account. */
  readonly author?: string;
  /** Why a site is split. */
  readonly reason?: SiteActReason;
  /** Of a split: what the parts have of the site's counts, and its held level; without it they begin with none. */
  readonly apportion?: "DWELLINGS" | readonly number[];
  /** Called once when another writer holds the store. */
  readonly onWait?: (holder: LockHolder | null) => void;
}

/** What an import of sites did. */
export interface SiteImportSummary {
  readonly files: number;
  readonly sitesAdded: number;
  readonly sitesChanged: number;
  readonly sitesUnchanged: number;
  /** Rows that the mapping leaves out, and rows without any value. */
  readonly passedOver: number;
  /** From which month on that holds; 0: since the record begins. */
  readonly from: MonthNumber;
  /** Sites of the files by their commune's INSEE code. */
  readonly sitesByCommune: ReadonlyMap<string, number>;
  /** Those that lie in a priority district, by its code. */
  readonly sitesByPriorityDistrict: ReadonlyMap<string, number>;
  /** Of the files' sites and others, whose addresses differ in nothing but their writing. */
  readonly alikeAddresses: readonly AlikeAddresses[];
  readonly durationMs: number;
}

/**
 * Adds the sites of the files and changes those that differ, told by their reference; a site that
 * the files do not name stays. What is closed stays as it is: a change holds from an open month on.
 *
 * @throws ImportRefusedError that lists what is wrong; nothing is changed then.
 * @throws MonthStateError when the month to begin with is closed.
 */
export async function importSites(
  store: DataSource,
  files: readonly string[],
  options: SiteImportOptions = {},
): Promise<SiteImportSummary> {
  return importFiles(store, files, options, async () => {});
}

/** @param complete what else belongs to the act, in its transaction. */
async function importFiles(
  store: DataSource,
  files: readonly string[],
  options: SiteImportOptions,
  complete: (
    tx: EntityManager,
    from: MonthNumber,
    changes: Pick<SiteImportSummary, "sitesAdded" | "sitesChanged">,
    drafts: readonly SiteDraft[],
  ) => Promise<void>,
): Promise<SiteImportSummary> {
  const beganAt = performance.now();
  const badRows = new BadRowList();
  const known: KnownSites = new Map();
  const filesRead: ReadSites[] = [];
  const { mapping = ownSiteMapping } = options;
  for (const file of files) filesRead.push(await readSites(file, mapping, known, badRows));
  if (!badRows.isEmpty) throw new ImportRefusedError(badRows, false);
  const sites = filesRead.flatMap(({ drafts }) => drafts);
  const changes = await withStoreLock(
    store,
    async (tx) => {
      const stored = await storeSites(tx, filesRead, options);
      await complete(tx, stored.from, stored, sites);
      const alikeAddresses = await listAlikeAddresses(tx, (reference) => known.has(reference));
      return { ...stored, alikeAddresses };
    },
    options.onWait,
  );
  return {
    files: files.length,
    ...changes,
    sitesUnchanged: known.size - changes.sitesAdded - changes.sitesChanged,
    passedOver: filesRead.reduce((sum, { passedOver }) => sum + passedOver, 0),
    sitesByCommune: countBy(sites.map(({ commune }) => commune)),
    sitesByPriorityDistrict: countBy(sites.map(({ priorityDistrict }) => priorityDistrict)),
    durationMs: performance.now() - beganAt,
  };
}

/**
 * A site that becomes several: it ends the month before, and the sites of the file begin, undetermined
 * until ten of their own months are closed; apportioned, they go on from where it ended.
 *
 * @throws SiteActError when the file has fewer than two sites, or names some that are there.
 * @throws ImportRefusedError that lists what is wrong in the file.
 * @throws MonthStateError when the month is closed.
 */
export async function splitSite(
  store: DataSource,
  called: string,
  file: string,
  options: SiteImportOptions = {},
): Promise<SiteImportSummary> {
  return importFiles(
    store,
    [file],
    options,
    async (tx, from, { sitesAdded, sitesChanged }, drafts) => {
      const parts = drafts.length;
      const site = await knownSite(tx, called);
      if (from === 0) {
        throw new SiteActError("Say from which month on (--from): no month is closed yet.");
      }
      if (parts < 2 || sitesAdded < parts || sitesChanged > 0) {
        throw new SiteActError(
          `A site is split into two or more that are not there yet; of the ${parts} in the file ${sitesAdded} are new.`,
        );
      }
      await endInMonth(tx, site, from - 1);
      const made = drafts.map(({ reference }) => reference);
      const { author = null, reason } = options;
      const act = { author, ...(reason && { reason }), act: "SPLIT", month: from } as const;
      await keepSiteActs(tx, [site.id], { ...act, others: made });
      if (options.apportion !== undefined) {
        const shares = sharesOf(drafts, options.apportion);
        const rows = await tx.query<{ id: number; reference: string }[]>(
          "SELECT id, reference FROM site WHERE reference = ANY ($1)",
          [made],
        );
        const ids = new Map(rows.map(({ id, reference }) => [reference, id]));
        const given = drafts.map(({ reference }, place) => {
          const siteId = ids.get(reference);
          const share = shares[place];
          if (siteId === undefined || share === undefined) {
            throw new Error("a part of a split that is no site, or has no share");
          }
          return { siteId, share };
        });
        const rules = await signedRules(tx, new Date());
        await apportionSplit(tx, { siteId: site.id, from, parts: given, author }, rules);
      }
    },
  );
}

/** By which the counts of a site are divided among its parts, in the file's order. */
function sharesOf(
  drafts: readonly SiteDraft[],
  apportion: NonNullable<SiteImportOptions["apportion"]>,
): readonly number[] {
  if (apportion === "DWELLINGS") return drafts.map(({ dwellings }) => dwellings);
  if (apportion.length === drafts.length) return apportion;
  throw new SiteActError(
    `There are ${apportion.length} shares for the ${drafts.length} sites of the file.`,
  );
}

async function storeSites(
  tx: EntityManager,
  files: readonly ReadSites[],
  { from: asked = null, author = null }: { from?: MonthNumber | null; author?: string | null },
): Promise<Pick<SiteImportSummary, "sitesAdded" | "sitesChanged" | "from">> {
  const from = await actMonth(tx, asked);
  let sitesAdded = 0;
  let sitesChanged = 0;
  for (const { drafts, file } of files) {
    const { added, changed } = await upsertSites(tx, drafts, from, { author, file });
    sitesAdded += added;
    sitesChanged += changed;
  }
  return { sitesAdded, sitesChanged, from };
}

/** How often each code stands there; absent ones are passed over. */
function countBy(codes: readonly (string | null | undefined)[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const code of codes) {
    if (code != null) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return counts;
}

/** By reference, with the place where the site was first read. */
type KnownSites = Map<string, { readonly draft: SiteDraft; readonly place: string }>;

/** What a file tells. */
interface ReadSites {
  /** Its name. */
  readonly file: string;
  /** Sites that were not read before. */
  readonly drafts: readonly SiteDraft[];
  readonly passedOver: number;
}

async function readSites(
  path: string,
  mapping: SiteMapping,
  known: KnownSites,
  badRows: BadRowList,
): Promise<ReadSites> {
  const drafts: SiteDraft[] = [];
  let passedOver = 0;
  try {
    const chosen = delimiterFor(namedSiteColumns(mapping));
    let reader: SiteFileReader | null = null;
    for await (const { header, rows } of readRows(path, mapping, undefined, chosen)) {
      reader ??= readerOf(header.cells, mapping);
      for (const row of rows) {
        if (!reader.isWanted(row)) {
          passedOver += 1;
          continue;
        }
        const problems: RowProblem[] = [];
        const draft = readShapedSite(row, reader, problems);
        const other = draft === null ? undefined : known.get(draft.reference);
        if (draft !== null && other === undefined) {
          known.set(draft.reference, { draft, place: `${basename(path)} line ${row.line}` });
          drafts.push(draft);
        }
        if (draft !== null && other !== undefined && !isSame(draft, other.draft)) {
          const expected = `the same values as in ${other.place}, which has this reference too`;
          problems.push({ column: "", value: draft.reference, expected });
        }
        if (problems.length > 0) badRows.addRow(path, row.line, problems);
      }
    }
  } catch (error) {
    if (!(error instanceof UnusableFileError)) throw error;
    badRows.addUnusableFile(path, error.line, error.problems);
  }
  return { file: basename(path), drafts, passedOver };
}

/** @throws UnusableFileError when the header lacks a column. */
function readerOf(header: readonly string[], mapping: SiteMapping): SiteFileReader {
  const problems: RowProblem[] = [];
  const reader = SiteFileReader.of(header, mapping, problems);
  if (problems.length > 0) throw new UnusableFileError(mapping.headerLine, problems);
  return reader;
}

function readShapedSite(
  row: CsvRow,
  reader: SiteFileReader,
  problems: RowProblem[],
): SiteDraft | null {
  const problem = shapeProblem(row, reader.header);
  if (problem === null) return reader.read(row, problems);
  problems.push(problem);
  return null;
}

function isSame(one: SiteDraft, other: SiteDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
