import { dwellingsPerSite } from "./street-convention.js";
import type { Authority } from "./survey.js";

/** Crime types of data.police.uk in the nomenclature. */
const categories: Readonly<Record<string, string>> = {
  "Anti-social behaviour": "OTHER_INCIVILITY",
  "Criminal damage and arson": "OTHER_DAMAGE",
  Drugs: "DRUG_DEALING",
  "Violence and sexual offences": "ASSAULT",
  Robbery: "ASSAULT",
  "Possession of weapons": "WEAPON",
  "Public order": "THREAT",
  Burglary: "BURGLARY",
  "Vehicle crime": "VEHICLE_CRIME",
  Shoplifting: "THEFT",
  "Theft from the person": "THEFT",
  "Bicycle theft": "THEFT",
  "Other theft": "THEFT",
  "Other crime": "OTHER_PROPERTY",
};

/** Mapping (YAML, as JSON) by which one authority's records are imported out of every file. */
export function streetMapping({ name }: Authority, commune: string): string {
  return JSON.stringify({
    columns: { reference: "Crime ID", day: "Month", category: "Crime type" },
    categories,
    site: {
      columns: ["Longitude", "Latitude", "Location"],
      match: "columns",
      create: {
        dwellings: dwellingsPerSite,
        name: "Location",
        address: "Location",
        commune: { value: commune },
        longitude: "Longitude",
        latitude: "Latitude",
      },
    },
    only: { column: "LSOA name", startsWith: `${name} ` },
  });
}
