import type { StatementParameters } from "../sql/statement-parameters.js";

/** The part of the landlord's sites that a territory selects. */
export type Place =
  /** INSEE codes. */
  | { readonly communes: readonly string[] }
  | {
      readonly priorityDistrict: string;
      /** Of its sites, those in these communes; absent: all of them. */
      readonly communes?: readonly string[];
    };

/** SQL condition that selects a place's rows of a table with commune and priority_district. */
export function placeCondition(
  place: Place,
  parameters: StatementParameters,
): (table: string) => string {
  const communes = place.communes && parameters.add(place.communes, "text[]");
  const district =
    "priorityDistrict" in place ? parameters.add(place.priorityDistrict, "text") : undefined;
  return (table) =>
    [
      ...(district === undefined ? [] : [`${table}.priority_district = ${district}`]),
      ...(communes === undefined ? [] : [`${table}.commune = ANY(${communes})`]),
    ].join(" AND ");
}
