import type { ReadTerritory } from "./read-account.js";

/** Rates that are no quotients of what is shown, and changes of what is not: they would say more. */
export function wrongRates({ code, months }: ReadTerritory): string[] {
  const wrong: string[] = [];
  for (const { month, dwellings, missing, counts } of months) {
    for (const { family, year, yearBefore, changeOnYear, ...total } of counts) {
      const label = `${code} ${month} ${family}`;
      for (const { count, perThousandDwellings: rate } of [total, year, yearBefore]) {
        const hasRate = count !== null && dwellings > 0 && missing.length === 0;
        const expected = hasRate ? (count * 1_000) / dwellings : null;
        if (rate !== expected) wrong.push(`${label} has the rate ${rate}, not ${expected}`);
      }
      const isChangeShown = !year.isPartial && !yearBefore.isPartial && (yearBefore.count ?? 0) > 0;
      const change = ((year.count ?? 0) - (yearBefore.count ?? 0)) / (yearBefore.count ?? 1);
      if (changeOnYear !== (isChangeShown ? change : null)) {
        wrong.push(`${label} has the change ${changeOnYear}`);
      }
    }
  }
  return wrong;
}
