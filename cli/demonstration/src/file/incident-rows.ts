import type { DemonstrationIncident, LandlordRecords } from "../record/demonstration.js";
import type { Dialect, IncidentField } from "./dialect.js";
import { incidentFields } from "./incident-fields.js";

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
    rows.push(fields.map((field) => incidentFields[field](recorded(incident), dialect)));
    years.set(year, rows);
  }
  return years;

  function recorded(incident: DemonstrationIncident) {
    const site = siteOf.get(incident.site);
    if (!site) throw new Error(`The incident ${incident.reference} names no site`);
    return { incident, site };
  }
}
