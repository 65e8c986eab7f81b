import { hash } from "node:crypto";
import { type CorrectedIncident, holdingVersions, storeCorrections } from "@palier/landlord-store";
import { type MonthNumber, monthNumber, monthText } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { IncidentField } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import type { IncidentChanges, ListedChange } from "../report/incident-changes.js";
import type { SiteStore } from "../sites/site-store.js";
import { contentOf, type IncidentDraft, storedContentSql } from "./incident-draft.js";
import { type IncidentId, toDigits } from "./incident-id.js";
import type { KnownIncident } from "./known-incidents.js";
import { siteMonthsProblem } from "./site-months.js";

/** Changes that are told one by one. */
const mostTold = 20;

/** A row that may correct an incident. */
interface Candidate {
  readonly file: {
    readonly id: number;
    /** What it has columns for. */
    readonly fields: ReadonlySet<IncidentField>;
    rowsCorrected: number;
  };
  readonly row: { readonly line: number };
  readonly draft: IncidentDraft;
}

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
  readonly isPersonalMapped: boolean;
  readonly closedMonths: ReadonlySet<MonthNumber>;
}

/** An incident as the store has it, or as it is to be there. */
interface Values extends Omit<IncidentDraft, "reference" | "site" | "day" | "count"> {
  readonly site: string;
  readonly day: string;
}

type CorrectedField = "site" | Exclude<IncidentField, "reference" | "count">;

/** In the order in which they are told; what is known of persons is told of by name alone. */
const isTold: Readonly<Record<CorrectedField, boolean>> = {
  site: true,
  day: true,
  category: true,
  timeBand: true,
  place: true,
  severity: true,
  complaint: true,
  target: true,
  followUp: true,
  reporter: false,
  staff: false,
  source: false,
  narrative: false,
};
// Object.keys has the keys of an object that is written out above, and no others.
const correctedFields = Object.keys(isTold) as readonly CorrectedField[];

/** What becomes of rows that tell something else of a known incident. */
export class IncidentCorrections {
  corrected = 0;
  readonly listed: ListedChange[] = [];
  private digest = "";

  constructor(
    private readonly tx: EntityManager,
    private readonly sites: SiteStore,
    private readonly rules: CorrectionRules,
  ) {}

  get changes(): IncidentChanges {
    return { corrected: this.corrected, listed: this.listed, digest: this.digest };
  }

  /** @returns an outcome for each, in order. */
  async settle(differing: readonly Differing[]): Promise<Settled[]> {
    return this.rules.isUpdate ? this.correct(differing) : this.recognise(differing);
  }

  /** A row that tells what an incident was before it was corrected is nothing new. */
  private async recognise(differing: readonly Differing[]): Promise<Settled[]> {
    const { isPersonalMapped } = this.rules;
    const personal = isPersonalMapped
      ? "LEFT JOIN incident_version_personal p ON p.version_id = i.id"
      : "";
    const before = await this.tx.query<{ id: string; content: string }[]>(
      `SELECT i.incident_id AS id, ${storedContentSql(isPersonalMapped)} AS content
       FROM (${holdingVersions("$1")}) AS i ${personal}`,
      [differing.map(({ stored }) => stored.incidentId)],
    );
    const known = new Set(before.map(({ id, content }) => `${id} ${content}`));
    return differing.map(({ candidate, stored, verdict }) => {
      const content = contentOf(candidate.draft, isPersonalMapped);
      return known.has(`${stored.incidentId} ${content}`) ? "known" : helped(verdict);
    });
  }

  private async correct(differing: readonly Differing[]): Promise<Settled[]> {
    const standing = await this.standing(differing.map(({ stored }) => stored.incidentId));
    const corrections = new Map<string, CorrectedIncident>();
    const given = new Map<string, string>();
    const outcomes = differing.map(({ candidate, stored }): Settled => {
      const { incidentId } = stored;
      const before = standing.get(incidentId);
      if (before === undefined) throw new Error("an incident that is known and not there");
      const after = valuesOf(candidate, before);
      const fields = correctedFields.filter((field) => before[field] !== after[field]);
      if (fields.length === 0) return "known";
      const text = JSON.stringify(after);
      const other = given.get(incidentId);
      if (other !== undefined) return other === text ? "known" : contradiction(candidate);
      if (after.followUp === "NONE" && after.complaint !== null) return followedUp();
      const outside = siteMonthsProblem(candidate.draft);
      if (outside !== null) return outside;
      const months = [before.day, after.day].map((day) => monthNumber(day.slice(0, 7)));
      const closed = months.find((month) => this.rules.closedMonths.has(month));
      if (closed !== undefined) return closedMonth(before.day, closed);
      given.set(incidentId, text);
      corrections.set(incidentId, this.toStore(candidate, incidentId, after));
      this.tell(candidate, before, after, fields);
      return "corrected";
    });
    await this.store([...corrections.values()]);
    return outcomes;
  }

  private async standing(ids: readonly string[]): Promise<ReadonlyMap<string, Values>> {
    const rows = await this.tx.query<(Values & { id: string })[]>(
      `SELECT i.id, s.reference AS site, day::text AS day, category, time_band AS "timeBand", place,
         severity, complaint_reference AS complaint, target, follow_up AS "followUp",
         reporter, staff, source, narrative
       FROM incident AS i JOIN site AS s ON s.id = i.site_id
       LEFT JOIN incident_personal AS p ON p.incident_id = i.id
       WHERE i.id = ANY ($1::uuid[])`,
      [ids],
    );
    return new Map(rows.map(({ id, ...values }) => [id, values]));
  }

  private toStore({ draft, file, row }: Candidate, id: string, after: Values): CorrectedIncident {
    const { site: _, reporter, staff, source, narrative, ...values } = after;
    const personal = { reporter, staff, source, narrative };
    const siteId = this.sites.numberOf(draft.site);
    return { id, siteId, ...values, fileId: file.id, line: row.line, personal };
  }

  private async store(corrections: readonly CorrectedIncident[]): Promise<void> {
    if (corrections.length === 0) return;
    const { importId, author } = this.rules;
    await this.sites.store();
    await storeCorrections(this.tx, corrections, { importId, reason: "IMPORT", author });
  }

  private tell(
    { draft, file, row }: Candidate,
    before: Values,
    after: Values,
    fields: readonly CorrectedField[],
  ): void {
    file.rowsCorrected += 1;
    this.corrected += 1;
    // A chain, so that memory stays the same however much is corrected.
    this.digest = hash("sha256", JSON.stringify([this.digest, before, after]));
    if (this.listed.length >= mostTold) return;
    const changes = fields.map((field) => {
      return isTold[field]
        ? { field, from: before[field], to: after[field] }
        : { field, from: null, to: null };
    });
    this.listed.push({ name: nameOf(draft) || `line ${row.line}`, line: row.line, changes });
  }
}

/** What the row tells; of what its file has no column for, what is known already. */
function valuesOf({ draft, file }: Candidate, before: Values): Values {
  const of = <Field extends IncidentField & keyof Values>(
    field: Field,
    value: Values[Field],
  ): Values[Field] => (file.fields.has(field) ? value : before[field]);
  return {
    site: draft.site.reference,
    day: draft.day.text,
    category: draft.category,
    timeBand: of("timeBand", draft.timeBand),
    place: of("place", draft.place),
    severity: of("severity", draft.severity),
    complaint: of("complaint", draft.complaint),
    target: of("target", draft.target),
    followUp: of("followUp", draft.followUp),
    reporter: of("reporter", draft.reporter),
    staff: of("staff", draft.staff),
    source: of("source", draft.source),
    narrative: of("narrative", draft.narrative),
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

/** Of a row that is silent about the one, where the other is known. */
function followedUp(): RowProblem {
  const expected = "another follow-up: the incident has the reference of a complaint";
  return { column: "", value: "NONE", expected };
}

/** A reference of several columns with spaces between them. */
function nameOf({ reference }: IncidentDraft): string {
  return reference?.replaceAll("\0", " ") ?? "";
}

function closedMonth(day: string, closed: MonthNumber): RowProblem {
  const month = monthText(closed);
  return {
    column: "",
    value: day,
    expected: `an incident of an open month: ${month} is closed; to correct it, run "palier reopen-month ${month}" first`,
  };
}

/** Of these, the ids of those whose incident was withdrawn, as digits. */
export async function findWithdrawn(
  tx: EntityManager,
  candidates: readonly {
    readonly id: IncidentId;
    readonly valuesId: IncidentId | null;
    readonly file: { readonly identity: string | null };
  }[],
): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ id: string }[]>(
    `WITH given AS (
       SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[]) AS given (id, values_id, identity)
     )
     SELECT replace(given.id::text, '-', '') AS id FROM given
     WHERE EXISTS (SELECT FROM withdrawn_incident WHERE incident_id = given.id)
       OR EXISTS (SELECT FROM incident_identity JOIN withdrawn_incident USING (incident_id)
         WHERE incident_identity.identity = given.id)
       -- Of files whose rows were told apart by something else, by the values.
       OR EXISTS (
         SELECT FROM (
           SELECT given.values_id AS incident_id
           UNION ALL SELECT incident_id FROM incident_identity WHERE identity = given.values_id
         ) AS alike JOIN withdrawn_incident USING (incident_id)
         JOIN incident_version AS v ON v.incident_id = alike.incident_id AND v.act = 'IMPORTED'
         JOIN import_file AS f ON f.id = v.file_id AND f.identity IS DISTINCT FROM given.identity)`,
    [
      candidates.map(({ id }) => toDigits(id)),
      candidates.map(({ valuesId }) => (valuesId === null ? null : toDigits(valuesId))),
      candidates.map(({ file }) => file.identity),
    ],
  );
  return new Set(rows.map(({ id }) => id));
}
