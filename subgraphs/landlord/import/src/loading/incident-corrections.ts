import { hash } from "node:crypto";
import { type CorrectedIncident, type ErasedField, storeCorrections } from "@palier/landlord-store";
import { type MonthNumber, monthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { IncidentId } from "../identity/incident-id.js";
import type { Candidate } from "../incident/candidate.js";
import { addValueIdentities } from "../incident/corrected-identity.js";
import { followUpProblem, type IncidentDraft } from "../incident/incident-draft.js";
import {
  type CorrectedField,
  compareTold,
  correctedFields,
  formerValues,
  handFields,
  type IncidentValues,
  type StandingValues,
  standingValues,
  toldChange,
  toldValues,
} from "../incident/incident-values.js";
import type { KnownIncident } from "../incident/known-incidents.js";
import { siteMonthsProblem } from "../incident/site-months.js";
import type { RowProblem } from "../report/bad-row.js";
import type { IncidentChanges, ListedChange } from "../report/incident-changes.js";
import type { SiteStore } from "../sites/site-store.js";

/** Changes that are told one by one. */
const mostTold = 20;

/** A row that tells something else of an incident than the store, which has it from another import. */
export interface Differing {
  readonly candidate: Candidate;
  readonly stored: KnownIncident;
  /** What becomes of it where it is no correction. */
  readonly verdict: RowProblem | "known otherwise";
}

type Settled = "known" | "known otherwise" | "corrected" | RowProblem;

export interface CorrectionRules {
  readonly importId: number;
  readonly author: string;
  /** Whether such a row is a correction. */
  readonly isUpdate: boolean;
  /** Whether it replaces what was corrected by hand, too. */
  readonly isOverHand: boolean;
  readonly closedMonths: ReadonlySet<MonthNumber>;
  /** Months before it are purged, or their levels are. */
  readonly frozen: MonthNumber;
}

/** What becomes of rows that tell something else of a known incident. */
export class IncidentCorrections {
  private corrected = 0;
  private readonly listed: ListedChange[] = [];
  /** As few as were corrected by hand. */
  private readonly kept = new Set<string>();
  private readonly listedKept: ListedChange[] = [];
  private digest = "";

  constructor(
    private readonly tx: EntityManager,
    private readonly sites: SiteStore,
    private readonly rules: CorrectionRules,
  ) {}

  get changes(): Omit<IncidentChanges, "fewer"> {
    const { corrected, listed, digest } = this;
    return {
      corrected,
      listed,
      digest,
      keptByHand: { incidents: this.kept.size, listed: this.listedKept },
    };
  }

  get hasCorrected(): boolean {
    return this.corrected > 0;
  }

  /** @returns an outcome for each, in order. */
  async settle(differing: readonly Differing[]): Promise<Settled[]> {
    return this.rules.isUpdate ? this.correct(differing) : this.recognise(differing);
  }

  /**
   * A row that tells what an incident is, or was before it was corrected, is nothing new, and one that tells what
   * nobody recorded contradicts nothing.
   */
  private async recognise(differing: readonly Differing[]): Promise<Settled[]> {
    const ids = differing.map(({ stored }) => stored.incidentId);
    const standing = await standingValues(this.tx, ids);
    const former = await formerValues(this.tx, ids);
    return differing.map(({ candidate, stored: { incidentId }, verdict }) => {
      const known = [standing.get(incidentId), ...(former.get(incidentId) ?? [])];
      const compared = known.map((of) => (of ? compareTold(candidate, of.values) : "other"));
      if (compared.includes("same")) return "known";
      return compared.includes("more") ? "known otherwise" : helped(verdict);
    });
  }

  private async correct(differing: readonly Differing[]): Promise<Settled[]> {
    const ids = differing.map(({ stored }) => stored.incidentId);
    const standing = await standingValues(this.tx, ids);
    const former = await formerValues(this.tx, ids);
    const corrections = new Map<string, CorrectedIncident>();
    const given = new Map<string, string>();
    const valued: { id: string; valuesId: IncidentId | null }[] = [];
    const outcomes = differing.map(({ candidate, stored, verdict }): Settled => {
      const { incidentId } = stored;
      const found = standing.get(incidentId);
      if (found === undefined) throw new Error("an incident that is known and not there");
      const before = found.values;
      const said = toldValues(candidate, before);
      const { erased } = found;
      const differs = correctedFields.filter(
        (field) => before[field] !== said[field] && !erased.has(field as ErasedField),
      );
      const story = former.get(incidentId) ?? [];
      const byHand = this.rules.isOverHand ? noField : handFields(story);
      const kept = differs.filter((field) => byHand.has(field));
      const keep = () => {
        if (kept.length > 0) this.keep(incidentId, candidate, before, said, kept);
      };
      const fields = differs.filter((field) => !byHand.has(field));
      // An earlier row of this import brought the incident, or corrected it otherwise.
      if (stored.file === null && (story.length === 0 || fields.length > 0)) {
        return verdict;
      }
      if (fields.length === 0) {
        keep();
        return "known";
      }
      const stays = correctedFields.flatMap((field) =>
        fields.includes(field) ? [] : [[field, before[field]]],
      );
      const after: IncidentValues = { ...said, ...Object.fromEntries(stays) };
      const text = JSON.stringify(after);
      const other = given.get(incidentId);
      if (other !== undefined && other !== text) return contradiction(candidate);
      if (other !== undefined) {
        keep();
        return "known";
      }
      // A row that is silent about the one, where the other is known.
      const followed = followUpProblem(after);
      if (followed !== null) return followed;
      const outside = siteMonthsProblem(placed(candidate, found, after));
      if (outside !== null) return outside;
      const months = [before.day, after.day].map((day) => monthNumber(day.slice(0, 7)));
      const { closedMonths, frozen } = this.rules;
      if (months.some((month) => month < frozen)) return frozenMonth(before.day, frozen);
      const closed = months.find((month) => closedMonths.has(month));
      if (closed !== undefined) return closedMonth(before.day, closed);
      given.set(incidentId, text);
      const siteId =
        after.site === before.site ? found.siteId : this.sites.numberOf(candidate.draft.site);
      corrections.set(incidentId, toStore(candidate, incidentId, siteId, after));
      const { id, valuesId, draft } = candidate;
      // Without a reference a row may tell more than what its incident is known by.
      const isValued = valuesId === null && draft.reference === null;
      valued.push({ id: incidentId, valuesId: isValued ? id : valuesId });
      keep();
      this.tell(candidate, before, after, fields);
      return "corrected";
    });
    await this.store([...corrections.values()]);
    await addValueIdentities(this.tx, valued, this.rules.importId);
    return outcomes;
  }

  private async store(corrections: readonly CorrectedIncident[]): Promise<void> {
    if (corrections.length === 0) return;
    const { importId, author } = this.rules;
    await this.sites.store();
    await storeCorrections(this.tx, corrections, { importId, reason: "IMPORT", author });
  }

  private tell(
    { draft, file, row }: Candidate,
    before: IncidentValues,
    after: IncidentValues,
    fields: readonly CorrectedField[],
  ): void {
    file.rowsCorrected += 1;
    this.corrected += 1;
    // A chain, so that memory stays the same however much is corrected.
    this.digest = hash("sha256", JSON.stringify([this.digest, before, after]));
    list(this.listed, draft, row, fields, before, after);
  }

  private keep(
    incidentId: string,
    { draft, row }: Candidate,
    before: IncidentValues,
    said: IncidentValues,
    fields: readonly CorrectedField[],
  ): void {
    if (this.kept.has(incidentId)) return;
    this.kept.add(incidentId);
    list(this.listedKept, draft, row, fields, before, said);
  }
}

const noField: ReadonlySet<CorrectedField> = new Set();

function list(
  listed: ListedChange[],
  draft: IncidentDraft,
  { line }: Candidate["row"],
  fields: readonly CorrectedField[],
  from: IncidentValues,
  to: IncidentValues,
): void {
  if (listed.length >= mostTold) return;
  const changes = fields.map((field) => toldChange(field, from, to));
  listed.push({ name: nameOf(draft) || `line ${line}`, line, changes });
}

function toStore(
  { file, row }: Candidate,
  id: string,
  siteId: number,
  after: IncidentValues,
): CorrectedIncident {
  const { site: _, reporter, staff, source, narrative, ...values } = after;
  const personal = { reporter, staff, source, narrative };
  return { id, siteId, ...values, fileId: file.id, line: row.line, personal };
}

/** When and where the incident is to be. */
function placed(
  { draft }: Candidate,
  { siteMonths, values }: StandingValues,
  after: IncidentValues,
): Parameters<typeof siteMonthsProblem>[0] {
  return {
    day: { text: after.day, month: monthNumber(after.day.slice(0, 7)) },
    site: after.site === values.site ? { reference: values.site, months: siteMonths } : draft.site,
  };
}

/** Of a row that was refused. */
function helped(verdict: Settled): Settled {
  if (typeof verdict === "string") return verdict;
  const help =
    '"palier import --update" takes the file as corrections, "palier incidents correct" or "withdraw" mends one';
  return { ...verdict, expected: `${verdict.expected}; ${help}` };
}

function contradiction({ draft }: Candidate): RowProblem {
  const expected = "the same values as in the row of these files that has this reference before it";
  return { column: "", value: nameOf(draft), expected };
}

/** A reference of several columns with spaces between them. */
function nameOf({ reference }: IncidentDraft): string {
  return reference?.replaceAll("\0", " ") ?? "";
}

function frozenMonth(day: string, frozen: MonthNumber): RowProblem {
  const expected = `an incident of ${monthText(frozen)} or later: what is before is purged, or its levels are frozen`;
  return { column: "", value: day, expected };
}

function closedMonth(day: string, closed: MonthNumber): RowProblem {
  const month = monthText(closed);
  return {
    column: "",
    value: day,
    expected: `an incident of an open month: ${month} is closed; to correct it, run "palier reopen-month ${month}" first`,
  };
}
