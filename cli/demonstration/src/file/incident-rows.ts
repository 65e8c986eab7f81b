import type { TimeBand } from "@palier/landlord-store";
import type {
  DemonstrationIncident,
  DemonstrationSite,
  LandlordRecords,
} from "../record/demonstration.js";
import { Random } from "../record/random.js";
import { followUpOf, sourceOf, targetOf } from "./circumstances.js";
import type { Dialect, IncidentField } from "./dialect.js";

/** An incident with the site it happened at. */
interface RecordedIncident {
  readonly incident: DemonstrationIncident;
  readonly site: DemonstrationSite;
}

/** The landlord's incidents by year, each with the header first. */
export function incidentRowsByYear(
  { sites, incidents }: Pick<LandlordRecords, "sites" | "incidents">,
  dialect: Dialect,
): ReadonlyMap<string, string[][]> {
  const siteOf = new Map(sites.map((site) => [site.reference, site]));
  const fields = Object.keys(dialect.columns) as IncidentField[];
  const header = fields.map((field) => dialect.columns[field] ?? "");
  const years = new Map<string, string[][]>();
  for (const incident of incidents) {
    const year = incident.day.slice(0, 4);
    const rows = years.get(year) ?? [header];
    rows.push(
      fields.map((field) =>
        isLeftBlank(field, incident, dialect)
          ? ""
          : incidentFields[field](recorded(incident), dialect),
      ),
    );
    years.set(year, rows);
  }
  return years;

  function recorded(incident: DemonstrationIncident) {
    const site = siteOf.get(incident.site);
    if (!site) throw new Error(`The incident ${incident.reference} names no site`);
    return { incident, site };
  }
}

/** Whether the landlord's agents wrote nothing there, always the same for a reference. */
export function isLeftBlank(
  field: IncidentField,
  { reference }: Pick<DemonstrationIncident, "reference">,
  { blanks }: Pick<Dialect, "blanks">,
): boolean {
  const share = blanks[field];
  return share !== undefined && new Random("blank", field, reference).chance(share);
}

/** What a landlord's file says in each of its columns. */
const incidentFields: Readonly<
  Record<IncidentField, (recorded: RecordedIncident, dialect: Dialect) => string>
> = {
  reference: ({ incident }) => incident.reference,
  day: ({ incident }, { day }) => writeDay(incident.day, day),
  timeOfDay: ({ incident }) => timeWithin(incident.timeBand, incident.reference),
  timeBand: ({ incident }, { words }) => words.timeBands?.[incident.timeBand] ?? incident.timeBand,
  siteReference: ({ site }) => site.reference,
  siteName: ({ site }) => site.name,
  siteAddress: ({ site }) => site.address,
  category: ({ incident }, { words }) => words.categories?.[incident.category] ?? incident.category,
  place: ({ incident }, { words }) => words.places?.[incident.place] ?? incident.place,
  severity: ({ incident }) => String(incident.severity),
  complaint: ({ incident }) => incident.complaint ?? "",
  target: ({ incident }) => targetOf(incident),
  followUp: ({ incident }) => followUpOf(incident),
  source: ({ incident }) => sourceOf(incident),
  reporter: ({ incident }) => incident.reporter,
  staff: ({ incident }) => incident.reporter,
  narrative: ({ incident }, { multiLineNotes }) =>
    multiLineNotes ? incident.narrative.replaceAll(". ", ".\n") : incident.narrative,
};

function writeDay(day: string, form: Dialect["day"]): string {
  const [year = "", month = "", dayOfMonth = ""] = day.split("-");
  switch (form) {
    case "ISO":
      return day;
    case "31/12/2025":
      return `${dayOfMonth}/${month}/${year}`;
    case "31/12/25":
      return `${dayOfMonth}/${month}/${year.slice(2)}`;
    case "31-12-2025":
      return `${dayOfMonth}-${month}-${year}`;
  }
}

const bandHours: Readonly<Record<TimeBand, { readonly from: number; readonly hours: number }>> = {
  MORNING: { from: 6, hours: 6 },
  AFTERNOON: { from: 12, hours: 6 },
  EVENING: { from: 18, hours: 4 },
  NIGHT: { from: 22, hours: 8 },
};

/** A time of day within the band, always the same for a reference. */
function timeWithin(band: TimeBand, reference: string): string {
  const number = Number(reference.replaceAll(/\D/g, "")) % 100_003;
  const { from, hours } = bandHours[band];
  const hour = (from + (number % hours)) % 24;
  const minute = ((number * 7) % 12) * 5;
  return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}
