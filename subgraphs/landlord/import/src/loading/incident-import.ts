import { basename } from "node:path";
import {
  beginSites,
  eraseAgain,
  keepRetold,
  type RestatedLevels,
  readHorizon,
} from "@palier/landlord-store";
import type { MonthNumber, Rules } from "@palier/schema";
import type { EntityManager } from "typeorm";
import { CopyIn } from "../copy/copy-in.js";
import type { Delimiter } from "../csv/csv-dialect.js";
import type { CsvRow } from "../csv/csv-row.js";
import { DateEvidence, type DateForm } from "../date/date-form.js";
import { writtenMoment } from "../date/written-moment.js";
import { IncidentIdentity, nodeSalt } from "../identity/incident-identity.js";
import { RowRanks } from "../identity/row-ranks.js";
import type { Candidate, LoadedFile } from "../incident/candidate.js";
import { ChosenIdentity } from "../incident/chosen-identity.js";
import { mostFormer, placeFormerRows } from "../incident/former-rows.js";
import { IncidentReader } from "../incident/incident-reader.js";
import { RowRecogniser } from "../incident/row-recogniser.js";
import { ValueReaders } from "../incident/value-readers.js";
import { delimiterFor, namedColumns } from "../mapping/choose-delimiter.js";
import { bindColumns } from "../mapping/columns.js";
import type { Mapping } from "../mapping/mapping.js";
import type { BadRowList, RowProblem } from "../report/bad-row.js";
import type { KnownByValuesCount, ProgressMeter } from "../report/import-progress.js";
import type { FewerCounted, IncidentChanges } from "../report/incident-changes.js";
import { type RejectedRows, reasonOf } from "../report/rejected-rows.js";
import { type AlikeAddresses, listAlikeAddresses } from "../sites/alike-addresses.js";
import { SiteRegister } from "../sites/site-register.js";
import { SiteStore } from "../sites/site-store.js";
import { type FileHeader, readRows, UnusableFileError } from "../source/source-rows.js";
import { CountedRows } from "./counted-rows.js";
import { FileChunk, type FileReading, type PendingRow, type SubmittedRows } from "./file-chunk.js";
import type { ImportLimits } from "./import-limits.js";
import { IncidentCorrections } from "./incident-corrections.js";
import { IncidentLoader, type RowOutcome } from "./incident-loader.js";
import type { TrialSurvey } from "./trial-survey.js";

/** What an import takes from its caller. */
export interface IncidentImportSettings {
  readonly mapping: Mapping;
  /** Of the convention that the landlord has signed. */
  readonly rules: Rules;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly badRows: BadRowList;
  /** null: one bad row refuses the import. */
  readonly rejected: RejectedRows | null;
  readonly meter: ProgressMeter;
  /** A guess, from the size of the files. */
  readonly expectedRows: number;
  readonly limits: ImportLimits;
  /** Who imports: a function or an account. */
  readonly author: string;
  /** Whether rows that tell something else of a known incident correct it. */
  readonly isUpdate: boolean;
  /** null: the rows are those of files. */
  readonly submitted: SubmittedRows | null;
  /** Whether they replace what was corrected by hand, too. */
  readonly isOverHand: boolean;
  /** null: nobody asks what becomes of single rows. */
  readonly survey: TrialSurvey | null;
}

/** What no partner sees, kept in a table of its own. */
const personalFields = ["reporter", "staff", "source", "narrative"] as const;

/** One import of incidents within its transaction. */
export class IncidentImport {
  alreadyKnown = 0;
  /** Those of them that tell something besides what is in the store. */
  knownOtherwise = 0;
  /** Rows of incidents that were withdrawn. */
  withdrawn = 0;
  /** Rows of months that are purged. */
  purged = 0;
  passedOver = 0;
  /** Sites that it made and others whose addresses are written differently only. */
  alikeAddresses: readonly AlikeAddresses[] = [];
  /** What they change of what was published; null: nothing. */
  restated: RestatedLevels | null = null;
  /** They are told from equal rows by their rank in the file, which a file of rejected rows loses. */
  rejectedWithoutReference = 0;
  private fewer: FewerCounted = { rows: 0, listed: [] };
  private readonly files: LoadedFile[] = [];

  private constructor(
    private readonly tx: EntityManager,
    private readonly settings: IncidentImportSettings,
    private readonly register: SiteRegister,
    private readonly readers: ValueReaders,
    private readonly identity: IncidentIdentity,
    private readonly ranks: RowRanks,
    private readonly valuesRanks: RowRanks,
    private readonly recogniser: RowRecogniser,
    private readonly hasClosedMonths: boolean,
    private readonly delimiterOf: (header: string) => Delimiter,
    private readonly importId: number,
    private readonly counted: CountedRows | null,
    private readonly corrections: IncidentCorrections,
    readonly sites: SiteStore,
    readonly loader: IncidentLoader,
  ) {}

  static async begin(tx: EntityManager, settings: IncidentImportSettings): Promise<IncidentImport> {
    const { mapping, rules, today, expectedRows, limits } = settings;
    const salt = await nodeSalt(tx);
    const closed = await tx.query<{ month: MonthNumber }[]>("SELECT month FROM closed_month");
    const { columns } = mapping;
    const isPersonalMapped = personalFields.some((field) => columns.has(field));
    const copy = await CopyIn.of(tx);
    const { author, isUpdate, isOverHand } = settings;
    const sites = await SiteStore.begin(tx, copy, { author, isLater: closed.length > 0 });
    const horizon = await readHorizon(tx);
    const [next] = await tx.query<{ id: number; hasGone: boolean }[]>(
      `SELECT nextval(pg_get_serial_sequence('import_run', 'id'))::integer AS id,
         EXISTS (SELECT FROM withdrawn_incident) OR EXISTS (SELECT FROM purged_identity) AS "hasGone"`,
    );
    if (next === undefined) throw new Error("no number for the import");
    const closedMonths = new Set(closed.map(({ month }) => month));
    const corrections = new IncidentCorrections(tx, sites, {
      ...{ importId: next.id, author, isUpdate, isOverHand, closedMonths },
      frozen: horizon.frozen,
    });
    const identity = new IncidentIdentity(salt);
    const ranks = new RowRanks(tx, limits.rowsRankedInMemory);
    const { hasGone } = next;
    const { rowsRankedInMemory } = limits;
    const recogniser = new RowRecogniser(tx, identity, ranks, {
      ...{ rowsRankedInMemory, isPersonalMapped, hasGone },
    });
    const loader = new IncidentLoader(tx, copy, sites, corrections, recogniser, {
      closedMonths,
      horizon,
      hasGone,
      isPersonalMapped,
      expectedRows,
      limits,
    });
    const counts = isUpdate && columns.has("count");
    return new IncidentImport(
      tx,
      settings,
      await SiteRegister.load(tx, mapping.site.match, salt),
      new ValueReaders(mapping, rules.nomenclature, today),
      identity,
      ranks,
      new RowRanks(tx, limits.rowsRankedInMemory, "import_values_rank"),
      recogniser,
      closed.length > 0,
      delimiterFor(namedColumns(mapping)),
      next.id,
      counts ? new CountedRows(tx, identity, limits.rowsRankedInMemory) : null,
      corrections,
      sites,
      loader,
    );
  }

  /** What was corrected, and what was not though the files tell something else. */
  get changes(): IncidentChanges {
    return { ...this.corrections.changes, fewer: this.fewer };
  }

  /** Known ones that may be further incidents. */
  get uncertain(): number {
    return this.recogniser.uncertain;
  }

  /** Known ones that no identity of their own knows. */
  get knownByValues(): KnownByValuesCount {
    return this.loader.knownByValues;
  }

  /** Numbers of the files that were read. */
  get fileIds(): number[] {
    return this.files.map(({ id }) => id);
  }

  get incidentsAdded(): number {
    return this.files.reduce((sum, { rowsLoaded }) => sum + rowsLoaded, 0);
  }

  /** Reads files to their ends; what makes one unusable goes to the bad rows. */
  async addFiles(paths: readonly string[]): Promise<void> {
    const ids = await this.fileNumbers(paths.length);
    for (const [index, path] of paths.entries()) await this.addFile(path, ids[index] ?? 0);
  }

  private async addFile(path: string, id: number): Promise<void> {
    try {
      await this.readFile(path, id);
    } catch (error) {
      if (!(error instanceof UnusableFileError)) throw error;
      this.settings.badRows.addUnusableFile(path, error.line, error.problems);
    }
  }

  /** Completes what the rows are stored with: their files, and the levels of new sites. */
  async finish(): Promise<void> {
    await this.loader.finish();
    await eraseAgain(this.tx);
    if (this.counted !== null) this.fewer = await this.counted.fewer();
    const { created, createdReferences } = this.sites;
    if (created.length > 0 && this.hasClosedMonths) {
      const { rules, author, today } = this.settings;
      const now = new Date(today);
      this.restated = await beginSites(this.tx, created, rules, { author, now });
      await this.sites.keepActs(created);
    }
    if (created.length > 0) {
      this.alikeAddresses = await listAlikeAddresses(this.tx, (site) =>
        createdReferences.has(site),
      );
    }
    const loaded = this.files.filter(
      ({ rowsLoaded, rowsCorrected }) => rowsLoaded + rowsCorrected > 0,
    );
    await keepRetold(this.tx, loaded.length === 0 ? 0 : this.importId, this.loader.retoldIncidents);
    if (loaded.length === 0) return;
    const { author, isUpdate } = this.settings;
    await this.tx.query("INSERT INTO import_run (id, author, is_update) VALUES ($1, $2, $3)", [
      this.importId,
      author,
      isUpdate,
    ]);
    await this.tx.query(
      `INSERT INTO import_file (import_id, id, name, rows_loaded, rows_corrected, identity)
       SELECT $1::integer, * FROM unnest($2::integer[], $3::text[], $4::integer[], $5::integer[], $6::text[])`,
      [
        this.importId,
        loaded.map(({ id }) => id),
        loaded.map(({ name }) => name),
        loaded.map(({ rowsLoaded }) => rowsLoaded),
        loaded.map(({ rowsCorrected }) => rowsCorrected),
        loaded.map(({ identity }) => identity),
      ],
    );
  }

  private async readFile(path: string, id: number): Promise<void> {
    const { mapping, meter } = this.settings;
    meter.beginFile(path);
    await this.ranks.beginFile();
    await this.valuesRanks.beginFile();
    await this.recogniser.beginFile();
    const file = this.numbered(path, id);
    let chunk: FileChunk | null = null;
    const onBytes = (read: number) => meter.addBytes(read);
    for await (const { header, rows } of readRows(path, mapping, onBytes, this.delimiterOf)) {
      chunk ??= this.beginChunk(path, file, header);
      meter.rowsRead += rows.length;
      const { reader } = chunk.of;
      for (const row of rows) {
        if (reader.awaitsForm(row)) {
          const form = await this.dateFormOf(path, reader);
          reader.useForm(form);
          this.settings.survey?.noteForm(path, form);
        }
        chunk.add(row);
        if (chunk.isFull) await this.loadChunk(chunk);
      }
    }
    if (chunk === null) return;
    await this.loadChunk(chunk);
    await this.loadFormer(chunk);
    this.counted?.endFile();
    this.passedOver += chunk.passedOver;
  }

  /** Decided over the whole file, in constant memory, when the first day comes that does not say it itself. */
  private async dateFormOf(path: string, reader: IncidentReader): Promise<DateForm> {
    const { mapping, today } = this.settings;
    const evidence = new DateEvidence(Number(today.slice(0, 4)));
    for await (const { rows } of readRows(path, mapping, undefined, this.delimiterOf)) {
      for (const row of rows) {
        const text = reader.isWanted(row) ? reader.dayText(row) : null;
        const written = text === null ? null : writtenMoment(text);
        if (text !== null && written !== null) evidence.add(written, row.line, text);
      }
    }
    const form = evidence.decide();
    if (typeof form === "string") return form;
    const { line, value, expected } = form;
    throw new UnusableFileError(line, [{ column: reader.dayColumn, value, expected }]);
  }

  private beginChunk(path: string, file: LoadedFile, header: FileHeader): FileChunk {
    const { mapping, limits } = this.settings;
    const problems: RowProblem[] = [];
    const columns = bindColumns(header.cells, mapping, problems);
    if (problems.length > 0) throw new UnusableFileError(mapping.headerLine, problems);
    const { register, readers, identity } = this;
    file.fields = new Set(columns.fields.keys());
    const reader = new IncidentReader(columns, mapping, register, readers, header.delimiter);
    const chosen = ChosenIdentity.of(columns);
    file.chosen = chosen;
    file.identity = chosen?.definition ?? null;
    const counted = columns.fields.has("count") ? this.counted : null;
    const { submitted } = this.settings;
    const reading = { path, file, layout: header, reader, identity, chosen, counted, submitted };
    return new FileChunk(reading, limits.chunkRows);
  }

  private async loadChunk(chunk: FileChunk): Promise<void> {
    const { rows, candidates, unnamed } = chunk.take();
    await this.rank(unnamed);
    const verdicts = await this.loader.load(candidates);
    await this.report(chunk.of, rows, verdicts);
    if (this.loader.formerCount >= mostFormer) await this.loadFormer(chunk);
  }

  /** Rows that tell what incidents were before they were corrected. */
  private async loadFormer(chunk: FileChunk): Promise<void> {
    const { tx, identity, ranks, recogniser } = this;
    const former = this.loader.takeFormer();
    if (former.length === 0) return;
    const placed = await placeFormerRows(tx, former, identity, ranks, recogniser);
    await this.report(chunk.of, placed, await this.loader.load(placed, true));
  }

  /** Equal incidents without a reference are told apart by their rank. */
  private async rank(unnamed: readonly Candidate[]): Promise<void> {
    const ranks = await this.ranks.next(unnamed.map(({ id }) => id));
    for (const [index, candidate] of unnamed.entries()) {
      candidate.id = this.identity.ofEqual(candidate.id, ranks[index] ?? 1);
    }
    const valued = unnamed.flatMap(({ valuesId }) => (valuesId === null ? [] : [valuesId]));
    if (valued.length === 0) return;
    const valuesRanks = await this.valuesRanks.next(valued);
    for (const [index, candidate] of unnamed.entries()) {
      const { valuesId } = candidate;
      if (valuesId === null) continue;
      candidate.valuesId = this.identity.ofEqual(valuesId, valuesRanks[index] ?? 1);
    }
  }

  private async report(
    { path, layout, reader }: FileReading,
    rows: readonly PendingRow[],
    verdicts: readonly RowOutcome[],
  ): Promise<void> {
    const { badRows, rejected, survey } = this.settings;
    const rejections: { raw: string; reason: string }[] = [];
    const next = verdicts.values();
    let told: CsvRow | null = null;
    let noted: CsvRow | null = null;
    for (const pending of rows) {
      const verdict = "problems" in pending ? pending.problems : next.next().value;
      if (verdict === undefined) throw new Error("an incident without a verdict");
      if (verdict === "awaited") continue;
      if (survey !== null) {
        if (noted !== pending.row) survey.noteRow(path, reader, pending);
        noted = pending.row;
        const { month } = "draft" in pending ? pending.draft.day : { month: null };
        if (month !== null) survey.noteIncident(month, verdict as RowOutcome);
      }
      if (verdict === "known" || verdict === "known otherwise") this.alreadyKnown += 1;
      if (verdict === "known otherwise") this.knownOtherwise += 1;
      if (verdict === "withdrawn") this.withdrawn += 1;
      if (verdict === "purged") {
        this.purged += 1;
        this.settings.submitted?.onPurged(pending.row.line);
      }
      if (typeof verdict === "string") continue;
      const problems = "problems" in pending ? pending.problems : [verdict as RowProblem];
      // A row that stands for several incidents is one wrong row.
      if (told === pending.row) continue;
      told = pending.row;
      badRows.addRow(path, pending.row.line, problems);
      if (!reader.hasReference(pending.row)) this.rejectedWithoutReference += 1;
      rejections.push({ raw: pending.row.raw, reason: reasonOf(problems) });
    }
    if (rejections.length > 0) await rejected?.write(layout, rejections);
  }

  /** All at once: a question between two files would wait until the server has taken in the rows of the first. */
  private async fileNumbers(files: number): Promise<number[]> {
    const rows = await this.tx.query<{ id: number }[]>(
      `SELECT nextval(pg_get_serial_sequence('import_file', 'id'))::integer AS id
       FROM generate_series(1, $1::integer)`,
      [files],
    );
    if (rows.length !== files) throw new Error("files without a number");
    return rows.map(({ id }) => id);
  }

  private numbered(path: string, id: number): LoadedFile {
    const file: LoadedFile = {
      id,
      name: basename(path),
      identity: null,
      chosen: null,
      fields: new Set(),
      rowsLoaded: 0,
      rowsCorrected: 0,
    };
    this.files.push(file);
    return file;
  }
}
