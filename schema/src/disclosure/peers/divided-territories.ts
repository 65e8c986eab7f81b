import type { Convention } from "../../convention/convention.js";
import { dwellingsIn } from "../../convention/declared-stock.js";
import { isWithin, type Position } from "../../convention/territory.js";
import type { Month } from "../../ground/month.js";
import { type DividedTerritory, territoriesWithTotals } from "./peer-totals.js";

type Terms = Pick<Convention, "territories" | "landlords" | "disclosure">;

/**
 * Codes of the territories of which those who see no landlord's figures are shown totals, by the stock
 * that a convention declares: those that have them whatever the month, so that a sale in one month makes
 * no difference of another month's totals.
 *
 * @param betweenMonths waited for before each further month: one takes up to half a second of processor, of a
 *   hundred landlords, and a process that serves has others to answer.
 */
export async function territoriesWithPeerTotals(
  convention: Terms,
  betweenMonths: () => Promise<void>,
): Promise<ReadonlySet<string>> {
  const { landlords, disclosure } = convention;
  const changes = landlords.flatMap(({ stock }) =>
    stock.flatMap((entry) => (entry.changes ?? []).map(({ from }) => from)),
  );
  const shownIn = (month: Month) =>
    territoriesWithTotals(dividedTerritories(convention, month), disclosure);
  // Before any change there is the stock first declared.
  const shown = new Set(shownIn("0001-01"));
  for (const month of new Set(changes)) {
    await betweenMonths();
    const then = shownIn(month);
    for (const code of shown) if (!then.has(code)) shown.delete(code);
  }
  return shown;
}

/**
 * The territories in which stock is declared, by all places that they consist of, as of a month. A place
 * without declared stock may hold somebody's sites all the same: what two territories differ by, if it
 * is such places alone, is of nobody that the convention knows.
 */
export function dividedTerritories(
  convention: Pick<Terms, "territories" | "landlords">,
  month: Month,
): DividedTerritory[] {
  const places = dividedPlaces(convention, month);
  const divided = convention.territories.map((territory) => ({
    code: territory.code,
    dwellings: new Map(
      places.flatMap(({ name, position, stock }) =>
        isWithin(territory, position) ? [[name, stock] as const] : [],
      ),
    ),
  }));
  // Of nothing there is no total, and nothing that another one could give back.
  return divided.filter(({ dwellings }) => [...dwellings.values()].some(({ size }) => size > 0));
}

interface DividedPlace {
  readonly name: string;
  readonly position: Position;
  /** Dwellings of each landlord. */
  readonly stock: ReadonlyMap<string, number>;
}

function dividedPlaces(
  { territories, landlords }: Pick<Terms, "territories" | "landlords">,
  month: Month,
): DividedPlace[] {
  const places = new Map<string, DividedPlace & { readonly stock: Map<string, number> }>();
  const placeAt = ({ commune, priorityDistrict }: Position) => {
    const name = `${commune}/${priorityDistrict ?? ""}`;
    const found = places.get(name) ?? {
      ...{ name, position: { commune, priorityDistrict }, stock: new Map<string, number>() },
    };
    places.set(name, found);
    return found;
  };
  for (const { slug, stock } of landlords) {
    for (const entry of stock) {
      const there = placeAt(entry).stock;
      there.set(slug, (there.get(slug) ?? 0) + dwellingsIn(entry, month));
    }
  }
  for (const { kind, code, communes } of territories) {
    const priorityDistrict = kind === "PRIORITY_DISTRICT" ? code : null;
    for (const commune of communes) placeAt({ commune, priorityDistrict });
  }
  return [...places.values()];
}
