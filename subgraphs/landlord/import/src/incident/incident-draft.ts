import type { IdentityValues } from "@palier/landlord-store";
import type { Day } from "../date/day.js";
import type { IncidentField } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import type { SiteEntry } from "../sites/site-register.js";

/** An incident as a row of a file tells it. */
export class IncidentDraft {
  /** The landlord's own, NUL between its parts; null: its values are what the incident is known by. */
  readonly reference: string | null;
  readonly site: SiteEntry;
  readonly day: Day;
  readonly category: string;
  readonly timeBand: string | null;
  readonly place: string | null;
  readonly severity: number | null;
  readonly complaint: string | null;
  readonly target: string | null;
  readonly followUp: string | null;
  readonly reporter: string | null;
  readonly staff: string | null;
  readonly source: string | null;
  readonly narrative: string | null;
  /** Incidents that the row stands for. */
  readonly count: number;

  /** @see Candidate for why this is no literal. */
  constructor(told: IncidentDraft) {
    this.reference = told.reference;
    this.site = told.site;
    this.day = told.day;
    this.category = told.category;
    this.timeBand = told.timeBand;
    this.place = told.place;
    this.severity = told.severity;
    this.complaint = told.complaint;
    this.target = told.target;
    this.followUp = told.followUp;
    this.reporter = told.reporter;
    this.staff = told.staff;
    this.source = told.source;
    this.narrative = told.narrative;
    this.count = told.count;
  }
}

const separator = "\u001f";

/** What two rows of one incident must agree in, as one text; null and nothing are the same. */
export function contentOf(draft: IncidentDraft, isPersonalMapped: boolean): string {
  const { site, day, category, timeBand, place, severity, complaint, target, followUp } = draft;
  const values = [
    site.id ?? site.reference,
    day.text,
    category,
    timeBand ?? "",
    place ?? "",
    severity ?? "",
    complaint ?? "",
    target ?? "",
    followUp ?? "",
  ];
  if (isPersonalMapped) {
    values.push(draft.reporter ?? "", draft.staff ?? "", draft.source ?? "", draft.narrative ?? "");
  }
  return values.join(separator);
}

/** What is wrong with an incident of which a complaint is known and yet nothing followed; null: nothing. */
export function followUpProblem(
  { followUp, complaint }: Pick<IncidentDraft, "followUp" | "complaint">,
  column = "",
): RowProblem | null {
  if (followUp !== "NONE" || complaint === null) return null;
  const expected = "a follow-up other than none: the incident has the reference of a complaint";
  return { column, value: followUp, expected };
}

/** What the incident is known by where it has no reference. */
export function identityValues(draft: IncidentDraft): IdentityValues {
  const { site, day, category, timeBand, place, severity } = draft;
  return { site: site.reference, day: day.text, category, timeBand, place, severity };
}

/**
 * Whether a row without a reference differs from such a text in what tells incidents apart.
 *
 * @param fields what its file has columns for.
 */
export function isToldApart(
  draft: IncidentDraft,
  fields: ReadonlySet<IncidentField>,
  content: string,
): boolean {
  const [site, day, category, timeBand, place, severity] = content.split(separator, 6);
  if (String(draft.site.id ?? draft.site.reference) !== site) return true;
  if (draft.day.text !== day || draft.category !== category) return true;
  if (fields.has("timeBand") && (draft.timeBand ?? "") !== timeBand) return true;
  if (fields.has("place") && (draft.place ?? "") !== place) return true;
  return fields.has("severity") && String(draft.severity ?? "") !== severity;
}

/** Of the day in such a text. */
export function yearOf(content: string): string {
  return content.split(separator, 2)[1]?.slice(0, 4) ?? "";
}

const storedContent = `concat_ws('${separator}', i.site_id, to_char(i.day, 'YYYY-MM-DD'), i.category,
  coalesce(i.time_band, ''), coalesce(i.place, ''), coalesce(i.severity::text, ''),
  coalesce(i.complaint_reference, ''), coalesce(i.target, ''), coalesce(i.follow_up, '')`;

/** The same text of an incident that is stored, in SQL; tables `incident i` and `incident_personal p`. */
export function storedContentSql(isPersonalMapped: boolean): string {
  return isPersonalMapped
    ? `${storedContent}, coalesce(p.reporter, ''), coalesce(p.staff, ''), coalesce(p.source, ''), coalesce(p.narrative, ''))`
    : `${storedContent})`;
}
