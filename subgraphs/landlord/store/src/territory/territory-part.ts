import type { MonthNumber } from "@palier/schema";
import type { StatementParameters } from "../sql/statement-parameters.js";

/** The part of the landlord's sites that a territory selects. */
export type TerritoryPart =
  /** INSEE codes. */
  | { readonly communes: readonly string[] }
  | {
      readonly priorityDistrict: string;
      /** Of its sites, those in these communes; absent: all of them. */
      readonly communes?: readonly string[];
    };

/** A territory in a month, as the store can select it. */
export interface TerritoryScope {
  readonly part: TerritoryPart;
  readonly month: MonthNumber;
}

/** SQL condition that selects a part's rows of a table with commune and priority_district. */
export function partCondition(
  part: TerritoryPart,
  parameters: StatementParameters,
): (table: string) => string {
  const communes = part.communes && parameters.add(part.communes, "text[]");
  const district =
    "priorityDistrict" in part ? parameters.add(part.priorityDistrict, "text") : undefined;
  return (table) =>
    [
      ...(district === undefined ? [] : [`${table}.priority_district = ${district}`]),
      ...(communes === undefined ? [] : [`${table}.commune = ANY(${communes})`]),
    ].join(" AND ");
}
