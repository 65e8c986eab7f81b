import type { Day } from "../date/day.js";
import type { SiteEntry } from "../sites/site-register.js";

/** An incident as a row of a file tells it. */
export interface IncidentDraft {
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
