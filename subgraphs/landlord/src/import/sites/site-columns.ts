import type { ColumnChoice } from "../mapping/mapping.js";

function column(isRequired: boolean, ...names: readonly string[]): ColumnChoice {
  return { names, isRequired };
}

/** Columns of a file of sites: Palier's names and the French terms. */
export const siteColumns = {
  reference: column(true, "reference", "référence", "code résidence"),
  name: column(true, "name", "nom", "résidence"),
  commune: column(true, "commune", "code commune", "code insee"),
  dwellings: column(true, "dwellings", "logements", "nombre de logements"),
  address: column(false, "address", "adresse"),
  longitude: column(false, "longitude"),
  latitude: column(false, "latitude"),
  priorityDistrict: column(false, "priority_district", "quartier prioritaire", "qpv"),
} as const;
export type SiteField = keyof typeof siteColumns;
