import { perThousandOf, rateOf, totalOf } from "../../counts/count-cell";
import { families } from "../../counts/families";
import type { YearsRow } from "../../counts/years-table";
import type { Family } from "../../generated/graphql";
import { monthsUntil, windowMonths } from "../../pattern/months";
import type { CountsGrid } from "./counts-grid";

export interface SiteYears {
  readonly rows: readonly (YearsRow & { readonly family: Family })[];
  readonly total: YearsRow;
}

/**
 * Sums of the twelve months that end with `month` and of the twelve before, family by family.
 *
 * @param dwellings those that rates are of; null where they are not known for this month.
 */
export function siteYears(grid: CountsGrid, month: string, dwellings: number | null): SiteYears {
  const months = monthsUntil(month, 2 * windowMonths);
  const row = (of: readonly Family[]): YearsRow => {
    const sum = (span: readonly string[]) =>
      totalOf(of.flatMap((family) => span.map((each) => grid.cell(family, each))));
    const year = sum(months.slice(-windowMonths));
    return {
      ...{ year, yearBefore: sum(months.slice(0, -windowMonths)) },
      rate: rateOf(year, perThousandOf(year, dwellings)),
    };
  };
  return { rows: families.map((family) => ({ family, ...row([family]) })), total: row(families) };
}
