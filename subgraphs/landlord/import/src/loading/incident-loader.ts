import {
  type DroppedIndexes,
  dropIndexes,
  makeIndexes,
  type PurgeHorizon,
  type RetoldIncidents,
} from "@palier/landlord-store";
import { type MonthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { CopyIn, LoadedRows } from "../copy/copy-in.js";
import { type IncidentId, toDigits } from "../identity/incident-id.js";
import type { Candidate, LoadedFile } from "../incident/candidate.js";
import { type FormerRow, isFormer } from "../incident/former-rows.js";
import { findGone, type GoneIncidents } from "../incident/gone-incidents.js";
import { contentOf, type IncidentDraft, yearOf } from "../incident/incident-draft.js";
import { findKnown, type KnownIncident } from "../incident/known-incidents.js";
import type { RowRecogniser } from "../incident/row-recogniser.js";
import { siteMonthsProblem } from "../incident/site-months.js";
import { findUntold, type KnownByValues } from "../incident/untold-identity.js";
import type { RowProblem } from "../report/bad-row.js";
import type { KnownByValuesCount } from "../report/import-progress.js";
import type { NewSites, SiteStore } from "../sites/site-store.js";
import type { ImportLimits } from "./import-limits.js";
import type { Differing, IncidentCorrections } from "./incident-corrections.js";
import { IncidentRows } from "./incident-rows.js";
import { SeenIds } from "./seen-ids.js";

/**
 * What became of a candidate: loaded, in the store already, there without all that the row tells, corrected there,
 * withdrawn from it, of a time that is purged, or wrong. Of an awaited one the rest of its file decides.
 */
export type RowOutcome =
  | "loaded"
  | "known"
  | "known otherwise"
  | "corrected"
  | "withdrawn"
  | "purged"
  | "awaited"
  | RowProblem;

/** What decides over a candidate besides the store's incidents. */
export interface LoadRules {
  readonly closedMonths: ReadonlySet<MonthNumber>;
  readonly horizon: PurgeHorizon;
  /** Whether any incident is withdrawn, or is purged and may come again in a later month. */
  readonly hasGone: boolean;
  /** Whether personal fields are part of what an incident must agree in. */
  readonly isPersonalMapped: boolean;
  /** A guess, from the size of the files. */
  readonly expectedRows: number;
  readonly limits: ImportLimits;
}

/**
 * Puts incidents into the store, chunk by chunk, those that it does not have. While the server
 * takes in one chunk the next one is being read.
 */
export class IncidentLoader {
  private readonly rows = new IncidentRows();
  private readonly files = new Map<number, LoadedFile>();
  /** Accepted and not sent yet, by id. */
  private readonly accepted = new Map<IncidentId, Candidate>();
  private loading: Promise<void> = Promise.resolve();
  /** All loads but the last. */
  private loadingBefore: Promise<void> = Promise.resolve();
  /** null: every id is asked for; set while the store held no incident when the import began. */
  private seen: SeenIds | null = null;
  /** Whether rows of the chunk may have the id of another that is not sent yet. */
  private mayRepeat = true;
  private dropped: DroppedIndexes | null = null;
  private hasBegun = false;
  /** The file whose rows came last. */
  private lastFile: number | null = null;
  private former: FormerRow[] = [];
  /** Incidents of other imports that were told too, by the file that brought them. */
  private readonly retold = new Map<number, RetoldIncidents>();
  /** Of the rows at hand, those that are known by their values alone, and whether they are untold. */
  private readonly byValues = new Map<Candidate, boolean>();
  private readonly byValuesCount = { rows: 0, untold: 0 };
  firstMonth: MonthNumber = Number.POSITIVE_INFINITY;
  lastMonth: MonthNumber = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly tx: EntityManager,
    private readonly copy: CopyIn,
    private readonly sites: SiteStore,
    private readonly corrections: IncidentCorrections,
    private readonly recogniser: RowRecogniser,
    private readonly rules: LoadRules,
  ) {}

  /** Those that were awaited, once. */
  takeFormer(): readonly FormerRow[] {
    const { former } = this;
    this.former = [];
    return former;
  }

  get formerCount(): number {
    return this.former.length;
  }

  /**
   * @param candidates of one file.
   * @param isPlaced whether all of the file was read, and none of them has to wait.
   * @returns a verdict for each candidate, in order.
   */
  async load(candidates: readonly Candidate[], isPlaced = false): Promise<RowOutcome[]> {
    if (!this.hasBegun) await this.begin();
    await this.beginFile(candidates[0]?.file.id ?? this.lastFile);
    const known = await this.known(candidates);
    const gone = new Map(this.rules.hasGone ? await this.gone(candidates) : nobody);
    const recognised = await this.recognise(candidates, known, gone);
    const differing = new Map<number, Differing>();
    const verdicts = candidates.map((candidate, place) => {
      if (candidate.draft.day.month < this.rules.horizon.detail) return "purged";
      const why = gone.size > 0 ? gone.get(toDigits(candidate.id)) : undefined;
      if (why !== undefined) return why;
      const verdict = this.judge(candidate, known);
      if (typeof verdict === "string" && verdict !== "known otherwise") return verdict;
      const stored = known.get(candidate.id);
      const isExact = stored !== undefined && !recognised.has(candidate.id);
      if (isExact && !isPlaced && isFormer(candidate, stored)) {
        this.former.push({ candidate, stored });
        return "awaited";
      }
      // Of this import's own files a row contradicts another, save one that told the same correction.
      const mayAgree = typeof verdict !== "string" && this.corrections.hasCorrected;
      if (stored !== undefined && (stored.file !== null || mayAgree)) {
        differing.set(place, { candidate, stored, verdict });
      }
      return verdict;
    });
    if (differing.size > 0) await this.settle(differing, candidates, verdicts);
    if (known.size > 0) this.noteRetold(candidates, verdicts, known);
    if (this.byValues.size > 0) this.noteByValues(candidates, verdicts);
    if (this.rows.count >= this.rules.limits.rowsALoad) await this.flush();
    // The filter stands for it, and rows that live on cost time.
    if (this.seen !== null) this.accepted.clear();
    return verdicts;
  }

  /** Waits for the last chunk. */
  async finish(): Promise<void> {
    await this.flush();
    await this.loading;
    await this.restoreIndexes();
    await this.sites.finish();
  }

  get retoldIncidents(): RetoldIncidents[] {
    return [...this.retold.values()];
  }

  get knownByValues(): KnownByValuesCount {
    return this.byValuesCount;
  }

  private noteByValues(candidates: readonly Candidate[], verdicts: readonly RowOutcome[]): void {
    for (const [place, candidate] of candidates.entries()) {
      const isUntold = this.byValues.get(candidate);
      if (isUntold === undefined || !knownOutcomes.has(verdicts[place])) continue;
      this.byValuesCount.rows += 1;
      if (isUntold) this.byValuesCount.untold += 1;
    }
    this.byValues.clear();
  }

  private noteRetold(
    candidates: readonly Candidate[],
    verdicts: readonly RowOutcome[],
    known: ReadonlyMap<IncidentId, KnownIncident>,
  ): void {
    for (const [place, { id, file }] of candidates.entries()) {
      const verdict = verdicts[place];
      if (verdict !== "known" && verdict !== "known otherwise") continue;
      const stored = known.get(id);
      // Null: of this import itself.
      if (stored === undefined || stored.file === null) continue;
      const { fileId } = stored;
      const retold = this.retold.get(fileId) ?? { fileId, toldIn: "", incidents: 0 };
      if (retold.incidents === 0) this.retold.set(fileId, retold);
      retold.toldIn = file.name;
      retold.incidents += 1;
    }
  }

  private async begin(): Promise<void> {
    this.hasBegun = true;
    const { expectedRows, limits } = this.rules;
    if (expectedRows < limits.rowsWorthDropping) return;
    this.dropped = await dropIndexes(this.tx);
    if (this.dropped !== null) this.seen = new SeenIds(expectedRows, limits);
  }

  /** What earlier files brought is asked for like the store's: rows without a reference are recognised there alone. */
  private async beginFile(file: number | null): Promise<void> {
    const isNext = file !== this.lastFile;
    this.lastFile = file;
    if (isNext && this.seen === null && this.rows.count > 0) await this.flush();
  }

  private async restoreIndexes(): Promise<void> {
    if (this.dropped !== null) await makeIndexes(this.tx, this.dropped);
    this.dropped = null;
  }

  private async known(candidates: readonly Candidate[]): Promise<Map<IncidentId, KnownIncident>> {
    const { seen } = this;
    const asked: IncidentId[] = [];
    for (const { id } of candidates) if (seen === null || seen.add(id)) asked.push(id);
    // When the filter has seen none of them they are all different and new.
    this.mayRepeat = seen === null || asked.length > 0;
    if (asked.length === 0) return new Map();
    if (seen !== null) await this.flush();
    await this.loading;
    await this.restoreIndexes();
    const { isPersonalMapped } = this.rules;
    const known = await findKnown(this.tx, asked, isPersonalMapped);
    // An empty store has no files of another identity.
    if (seen === null) await this.addKnownByValues(candidates, known);
    return known;
  }

  /** Incidents of files whose rows were told apart by something else are known by their values. */
  private async addKnownByValues(
    candidates: readonly Candidate[],
    known: Map<IncidentId, KnownIncident>,
  ): Promise<void> {
    const asked = new Map<IncidentId, Candidate>();
    for (const candidate of candidates) {
      const { id, valuesId } = candidate;
      if (valuesId !== null && !known.has(id)) asked.set(valuesId, candidate);
    }
    const [first] = asked.values();
    if (first === undefined) return;
    const others = { notOf: first.file.identity };
    const found = await findKnown(this.tx, [...asked.keys()], this.rules.isPersonalMapped, others);
    const taken: KnownByValues[] = [];
    for (const [valuesId, incident] of found) {
      const candidate = asked.get(valuesId);
      if (candidate === undefined) continue;
      known.set(candidate.id, incident);
      taken.push({ candidate, incidentId: incident.incidentId });
    }
    const untold = await findUntold(this.tx, taken);
    for (const { candidate } of taken) this.byValues.set(candidate, untold.has(candidate));
  }

  /** Rows that no identity knows; a first import of some size, whose rows are all new, asks nothing. */
  private async recognise(
    candidates: readonly Candidate[],
    known: Map<IncidentId, KnownIncident>,
    gone: Map<string, "withdrawn" | "purged">,
  ): Promise<ReadonlySet<IncidentId>> {
    if (this.seen !== null) return noRow;
    await this.recogniser.noteTold([...known.values()]);
    const { hasGone } = this.rules;
    const unknown = candidates.filter(
      ({ id, draft }) =>
        draft.reference === null &&
        !known.has(id) &&
        !(this.mayRepeat && this.accepted.has(id)) &&
        !(hasGone && gone.has(toDigits(id))),
    );
    if (unknown.length === 0) return noRow;
    await this.loading;
    const recognised = await this.recogniser.recognise(unknown);
    for (const [id, incident] of recognised.known) known.set(id, incident);
    for (const id of recognised.withdrawn) gone.set(toDigits(id), "withdrawn");
    return new Set(recognised.known.keys());
  }

  private async gone(candidates: readonly Candidate[]): Promise<GoneIncidents> {
    await this.loading;
    return findGone(this.tx, candidates);
  }

  private async settle(
    differing: ReadonlyMap<number, Differing>,
    candidates: readonly Candidate[],
    verdicts: RowOutcome[],
  ): Promise<void> {
    await this.loading;
    const settled = await this.corrections.settle([...differing.values()]);
    // A row that stands for several incidents may have brought others of them.
    const sourced = new Set(
      candidates.flatMap(({ row }, place) => (verdicts[place] === "loaded" ? [row] : [])),
    );
    for (const [index, place] of [...differing.keys()].entries()) {
      verdicts[place] = settled[index] ?? "known";
      const candidate = candidates[place];
      if (verdicts[place] !== "corrected" || candidate === undefined) continue;
      const { file, row } = candidate;
      if (!sourced.has(row)) this.rows.addSource(file.id, row);
      sourced.add(row);
    }
  }

  private judge(candidate: Candidate, known: ReadonlyMap<IncidentId, KnownIncident>): RowOutcome {
    const { id, draft } = candidate;
    const stored = known.get(id);
    if (stored !== undefined) {
      const name = stored.file ?? this.files.get(stored.fileId)?.name ?? "";
      return this.compare(draft, stored.content, name, stored.line);
    }
    const other = this.mayRepeat ? this.accepted.get(id) : undefined;
    if (other !== undefined) {
      return this.compare(draft, this.contentOf(other.draft), other.file.name, other.row.line);
    }
    const outside = siteMonthsProblem(draft);
    if (outside !== null) return outside;
    const { closedMonths, horizon } = this.rules;
    if (draft.day.month < horizon.frozen) return frozenMonth(draft, horizon);
    if (closedMonths.has(draft.day.month)) return closedMonth(draft);
    this.accept(candidate);
    return "loaded";
  }

  private compare(draft: IncidentDraft, content: string, file: string, line: number): RowOutcome {
    if (this.contentOf(draft) === content) return "known";
    if (draft.reference === null) return "known otherwise";
    return {
      column: "",
      value: draft.reference.replaceAll("\0", " "),
      expected: `the same values as before: already imported from ${file} line ${line} with other values${numberedAnew(draft, content)}`,
    };
  }

  private contentOf(draft: IncidentDraft): string {
    return contentOf(draft, this.rules.isPersonalMapped);
  }

  /** Begins to send what is ready, as soon as few enough loads are under way. */
  private async flush(): Promise<void> {
    await this.loadingBefore;
    this.accepted.clear();
    // Taken at once: more rows come while the server takes these in.
    const sites = this.sites.take();
    const rows = this.rows.take();
    this.loadingBefore = this.loading;
    this.loading = this.loading.then(() => this.write(sites, rows));
    // Its failure is met at a later load or at the end.
    this.loading.catch(() => {});
  }

  private async write(newSites: NewSites, taken: readonly LoadedRows[]): Promise<void> {
    await this.copy.load([...newSites.rows, ...taken]);
    await this.sites.keepLoaded(newSites);
  }

  private accept(candidate: Candidate): void {
    const { id, valuesId, file, row, draft } = candidate;
    const { month } = draft.day;
    if (this.mayRepeat) this.accepted.set(id, candidate);
    this.rows.add(id, this.sites.numberOf(draft.site), draft, file.id, row);
    if (valuesId !== null) this.rows.addIdentity(id, valuesId);
    if (file.rowsLoaded === 0) this.files.set(file.id, file);
    file.rowsLoaded += 1;
    this.firstMonth = Math.min(this.firstMonth, month);
    this.lastMonth = Math.max(this.lastMonth, month);
  }
}

/** Of a reference that stands for an incident of another year. */
function numberedAnew({ day }: IncidentDraft, content: string): string {
  const year = day.text.slice(0, 4);
  if (yearOf(content) === year) return "";
  return `, of ${yearOf(content)}; where numbers begin anew each year, the mapping takes the day's column and the number together: "reference: [Date, Number]"`;
}
const knownOutcomes: ReadonlySet<unknown> = new Set(["known", "known otherwise", "corrected"]);
const nobody: GoneIncidents = new Map();
const noRow: ReadonlySet<IncidentId> = new Set();

function frozenMonth({ day }: IncidentDraft, { frozen }: PurgeHorizon): RowProblem {
  const expected = `a day from ${monthText(frozen)} on: levels before are frozen, since counts that they rest on are purged`;
  return { column: "", value: day.text, expected };
}

function closedMonth({ day }: IncidentDraft): RowProblem {
  const month = monthText(day.month);
  return {
    closedMonth: day.month,
    column: "",
    value: day.text,
    expected: `a day in an open month: ${month} is closed; to add to it, run "palier reopen-month ${month}" first`,
  };
}
