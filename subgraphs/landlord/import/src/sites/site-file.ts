import type { CsvRow } from "../csv/csv-row.js";
import { findColumn, type Position } from "../mapping/columns.js";
import { Header } from "../mapping/header.js";
import type { ColumnChoice } from "../mapping/mapping.js";
import type { RowProblem } from "../report/bad-row.js";
import { readInteger } from "../value/decimal.js";
import { type Reading, read } from "../value/reading.js";
import { mostDwellings, readCommune, readDegrees, type SiteFacts } from "./site-facts.js";

function column(isRequired: boolean, ...names: readonly string[]): ColumnChoice {
  return { names, isRequired };
}

/** Columns of a file of sites: Palier's names and the French terms. */
const siteColumns = {
  reference: column(true, "reference", "référence", "code résidence"),
  name: column(true, "name", "nom", "résidence"),
  commune: column(true, "commune", "code commune", "code insee"),
  dwellings: column(true, "dwellings", "logements", "nombre de logements"),
  address: column(false, "address", "adresse"),
  longitude: column(false, "longitude"),
  latitude: column(false, "latitude"),
  priorityDistrict: column(false, "priority_district", "quartier prioritaire", "qpv"),
} as const;
type SiteField = keyof typeof siteColumns;

/** Facts that a file of sites may be silent about: what is known of the site then stays. */
export const optionalFacts = ["address", "longitude", "latitude", "priorityDistrict"] as const;
type OptionalFact = (typeof optionalFacts)[number];

/** A site as a row of a file tells it; absent facts have no column in the file. */
export type SiteDraft = { readonly reference: string } & Omit<SiteFacts, OptionalFact> &
  Partial<Pick<SiteFacts, OptionalFact>>;

export type SitePositions = Readonly<Record<SiteField, Position | null>>;

export function bindSiteColumns(cells: readonly string[], problems: RowProblem[]): SitePositions {
  const header = new Header(cells);
  const at = (field: SiteField) => findColumn(header, siteColumns[field], problems);
  const positions = {
    reference: at("reference"),
    name: at("name"),
    commune: at("commune"),
    dwellings: at("dwellings"),
    address: at("address"),
    longitude: at("longitude"),
    latitude: at("latitude"),
    priorityDistrict: at("priorityDistrict"),
  };
  if ((positions.longitude === null) !== (positions.latitude === null)) {
    const expected = 'both columns "longitude" and "latitude", or neither';
    problems.push({ column: "longitude", value: "", expected });
  }
  return positions;
}

/** @returns null with the problems when the row tells no site. */
export function readSite(
  { cells }: CsvRow,
  positions: SitePositions,
  problems: RowProblem[],
): SiteDraft | null {
  const optional = <T>(field: SiteField, reader: (text: string) => Reading<T>) => {
    const position = positions[field];
    if (position === null) return undefined;
    const text = cells[position.cell]?.trim() ?? "";
    if (text === "") return null;
    const reading = reader(text);
    if (reading.ok) return reading.value;
    problems.push({ column: position.name, value: text, expected: reading.expected });
    return null;
  };
  const required = <T>(field: SiteField, reader: (text: string) => Reading<T>) => {
    const before = problems.length;
    const value = optional(field, reader) ?? null;
    if (value === null && problems.length === before) {
      const column = positions[field]?.name ?? field;
      problems.push({ column, value: "", expected: "a value; none stands here" });
    }
    return value;
  };
  const reference = required("reference", read);
  const name = required("name", read);
  const commune = required("commune", readCommune);
  const dwellings = required("dwellings", (text) => readInteger(text, 1, mostDwellings));
  const address = optional("address", read);
  const longitude = optional("longitude", (text) => readDegrees(text, 180));
  const latitude = optional("latitude", (text) => readDegrees(text, 90));
  const priorityDistrict = optional("priorityDistrict", read);
  if ((longitude === null) !== (latitude === null) && problems.length === 0) {
    const expected = "both a longitude and a latitude, or neither";
    problems.push({ column: positions.longitude?.name ?? "", value: "", expected });
  }
  if (problems.length > 0) return null;
  if (reference === null || name === null || commune === null || dwellings === null) return null;
  return { reference, name, commune, dwellings, address, longitude, latitude, priorityDistrict };
}
