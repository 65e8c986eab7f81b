/** The part of the landlord's sites that a territory selects. */
export type Place =
  /** INSEE codes. */
  { readonly communes: readonly string[] } | { readonly priorityDistrict: string };

/** SQL condition that selects a place's rows of a table with commune and priority_district. */
export function placeCondition(place: Place, table: string, parameter: string): string {
  return "communes" in place
    ? `${table}.commune = ANY(${parameter}::text[])`
    : `${table}.priority_district = ${parameter}::text`;
}

export function placeParameter(place: Place): string | readonly string[] {
  return "communes" in place ? place.communes : place.priorityDistrict;
}
