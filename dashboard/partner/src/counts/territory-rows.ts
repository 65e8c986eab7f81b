import type { TerritoryCountsQuery } from "../generated/graphql";
import { cellOf, perThousandOf, rateOf, totalOf } from "./count-cell";
import { families } from "./families";
import type { YearsRow } from "./years-table";

export type MonthOfCounts = NonNullable<
  NonNullable<TerritoryCountsQuery["territory"]>["incidentCounts"]
>[number];

/** A territory's families in the order of all pages, and their sum. */
export function territoryRows({ counts, coverage }: MonthOfCounts) {
  const rows = families.map((family) => {
    const told = counts?.find((each) => each.family === family);
    const year = cellOf(told?.year);
    return {
      ...{ family, month: cellOf(told), year, yearBefore: cellOf(told?.yearBefore) },
      rate: rateOf(year, told?.year?.perThousandDwellings ?? null),
    };
  });
  const year = totalOf(rows.map((row) => row.year));
  const yearBefore = totalOf(rows.map((row) => row.yearBefore));
  // As the graph has it of each family: without a landlord there is no rate of the territory.
  const isWhole = coverage?.landlords?.every(({ status }) => status === "ANSWERED") ?? false;
  const dwellings = isWhole ? (coverage?.dwellingsKnown ?? null) : null;
  const total: YearsRow = {
    ...{ month: totalOf(rows.map(({ month }) => month)), year, yearBefore },
    rate: rateOf(year, perThousandOf(year, dwellings)),
  };
  return { families: rows, total };
}
