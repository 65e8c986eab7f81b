import { type ErasedField, holdingVersions } from "@palier/landlord-store";
import type { MonthRange } from "@palier/schema";
import type { EntityManager } from "typeorm";
import type { IncidentField } from "../mapping/mapping.js";
import type { IncidentDraft } from "./incident-draft.js";

/** An incident as the store has it, or as it is to be there. */
export interface IncidentValues
  extends Omit<IncidentDraft, "reference" | "site" | "day" | "count"> {
  /** Reference. */
  readonly site: string;
  readonly day: string;
}

export type CorrectedField = "site" | Exclude<IncidentField, "reference" | "count">;

/** In the order in which they are told; what is known of persons is told of by name alone. */
const told: Readonly<Record<CorrectedField, boolean>> = {
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
export const correctedFields = Object.keys(told) as readonly CorrectedField[];

/** A field in which a row and the record differ, as people are told of it. */
export function toldChange(
  field: CorrectedField,
  from: IncidentValues,
  to: IncidentValues,
): { field: string; from: string | number | null; to: string | number | null } {
  return told[field]
    ? { field, from: from[field], to: to[field] }
    : { field, from: null, to: null };
}

/** A row of a file, as far as it may tell of a known incident. */
interface Telling {
  readonly draft: IncidentDraft;
  /** What its file has columns for. */
  readonly file: { readonly fields: ReadonlySet<IncidentField> };
}

const always: ReadonlySet<CorrectedField> = new Set(["site", "day", "category"]);

/** What the row tells; of what its file has no column for, what is known already. */
export function toldValues({ draft, file }: Telling, before: IncidentValues): IncidentValues {
  const given: IncidentValues = { ...draft, site: draft.site.reference, day: draft.day.text };
  const values = correctedFields.map((field) => {
    const isTold = always.has(field) || file.fields.has(field as IncidentField);
    return [field, isTold ? given[field] : before[field]];
  });
  // Each field has its own value, or the one that it had.
  return Object.fromEntries(values) as IncidentValues;
}

/**
 * How what a row tells stands to what is recorded: the same; more, where it tells what nobody recorded yet; or
 * something else.
 */
export function compareTold(row: Telling, known: IncidentValues): "same" | "more" | "other" {
  const values = toldValues(row, known);
  const differing = correctedFields.filter((field) => values[field] !== known[field]);
  if (differing.length === 0) return "same";
  return differing.every((field) => known[field] === null) ? "more" : "other";
}

/** An incident as it stands. */
export interface StandingValues {
  readonly siteId: number;
  readonly siteMonths: MonthRange;
  readonly values: IncidentValues;
  /** What was erased at a person's request, and no file tells again. */
  readonly erased: ReadonlySet<ErasedField>;
}

/** @returns by id, of those that are there. */
export async function standingValues(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StandingValues>> {
  const rows = await tx.query<
    (IncidentValues & MonthRange & { id: string; siteId: number; erased: ErasedField[] })[]
  >(
    `SELECT i.id, i.site_id AS "siteId", s.first_month AS from, s.last_month AS to, ${columns},
       ARRAY(SELECT field FROM erased_field AS e WHERE e.incident_id = i.id) AS erased
     FROM incident AS i JOIN site AS s ON s.id = i.site_id
     LEFT JOIN incident_personal AS p ON p.incident_id = i.id
     WHERE i.id = ANY ($1::uuid[])`,
    [ids],
  );
  return new Map(
    rows.map(({ id, siteId, from, to, erased, ...values }) => [
      id,
      { siteId, siteMonths: { from, to }, values, erased: new Set(erased) },
    ]),
  );
}

/** What an incident was after an act that still holds. */
export interface FormerValues {
  readonly isByHand: boolean;
  readonly values: IncidentValues;
}

/** @returns by id, in their order, of those of which anything is written down. */
export async function formerValues(
  tx: EntityManager,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly FormerValues[]>> {
  const rows = await tx.query<(IncidentValues & { incidentId: string; isByHand: boolean })[]>(
    `SELECT i.incident_id AS "incidentId", i.act = 'CORRECTED' AND i.import_id IS NULL AS "isByHand", ${columns}
     FROM (${holdingVersions("$1")}) AS i JOIN site AS s ON s.id = i.site_id
     LEFT JOIN incident_version_personal AS p ON p.version_id = i.id
     ORDER BY i.id`,
    [ids],
  );
  const former = new Map<string, FormerValues[]>();
  for (const { incidentId, isByHand, ...values } of rows) {
    const known = former.get(incidentId) ?? [];
    known.push({ isByHand, values });
    former.set(incidentId, known);
  }
  return former;
}

const columns = `s.reference AS site, i.day::text AS day, i.category, i.time_band AS "timeBand", i.place,
  i.severity, i.complaint_reference AS complaint, i.target, i.follow_up AS "followUp",
  p.reporter, p.staff, p.source, p.narrative`;

/** Fields whose value somebody gave by hand, and that are not again what a file told. */
export function handFields(story: readonly FormerValues[]): ReadonlySet<CorrectedField> {
  const [first, ...others] = story;
  const byHand = new Set<CorrectedField>();
  if (first === undefined) return byHand;
  let before = first.values;
  const byFile: Record<string, unknown> = { ...first.values };
  for (const { isByHand, values } of others) {
    for (const field of correctedFields) {
      if (values[field] === before[field]) continue;
      if (!isByHand) byFile[field] = values[field];
      if (isByHand && values[field] !== byFile[field]) byHand.add(field);
      else byHand.delete(field);
    }
    before = values;
  }
  return byHand;
}
