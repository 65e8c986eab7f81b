import type { Convention } from "../convention/convention.js";
import { dwellingsIn } from "../convention/declared-stock.js";
import { isWithin } from "../convention/territory.js";
import type { Month } from "../ground/month.js";
import { type DividedTerritory, territoriesWithTotals } from "./peer-totals.js";

type Terms = Pick<Convention, "territories" | "landlords" | "disclosure">;

/**
 * Codes of the territories of which those who see no landlord's figures are shown totals, by the stock
 * that a convention declares: those that have them whatever the month, so that a sale in one month makes
 * no difference of another month's totals.
 */
export function territoriesWithPeerTotals(convention: Terms): ReadonlySet<string> {
  const { landlords, disclosure } = convention;
  const changes = landlords.flatMap(({ stock }) =>
    stock.flatMap((entry) => (entry.changes ?? []).map(({ from }) => from)),
  );
  // Before any change there is the stock first declared.
  const months: readonly Month[] = ["0001-01", ...new Set(changes)];
  const shown = months.map((month) =>
    territoriesWithTotals(dividedTerritories(convention, month), disclosure),
  );
  const [first = new Set<string>(), ...others] = shown;
  return new Set([...first].filter((code) => others.every((each) => each.has(code))));
}

/** The territories in which stock is declared, by the places that it is declared for, as of a month. */
export function dividedTerritories(
  { territories, landlords }: Pick<Terms, "territories" | "landlords">,
  month: Month,
): DividedTerritory[] {
  const entries = landlords.flatMap(({ slug, stock }) => stock.map((entry) => ({ slug, entry })));
  const divided = territories.map((territory) => {
    const dwellings = new Map<string, Map<string, number>>();
    for (const { slug, entry } of entries) {
      if (!isWithin(territory, entry)) continue;
      const place = `${entry.commune}/${entry.priorityDistrict ?? ""}`;
      const there = dwellings.get(place) ?? new Map<string, number>();
      there.set(slug, (there.get(slug) ?? 0) + dwellingsIn(entry, month));
      dwellings.set(place, there);
    }
    return { code: territory.code, dwellings };
  });
  // Of nothing there is no total, and nothing that another one could give back.
  return divided.filter(({ dwellings }) => dwellings.size > 0);
}
