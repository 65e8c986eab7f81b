import type { Convention, LandlordParty, StockEntry, Territory } from "./convention.js";

/** Where a site or a part of the stock lies. */
export interface Position {
  readonly commune: string;
  readonly priorityDistrict: string | null;
}

/** Whether a position is part of a territory: a priority district holds what names it, the others their communes. */
export function isWithin(territory: Territory, position: Position): boolean {
  return territory.kind === "PRIORITY_DISTRICT"
    ? position.priorityDistrict === territory.code
    : territory.communes.includes(position.commune);
}

/** The parts of a landlord's declared stock that lie in the territory. */
export function stockWithin(territory: Territory, landlord: LandlordParty): StockEntry[] {
  return landlord.stock.filter((entry) => isWithin(territory, entry));
}

/** Landlords that declare stock in the territory, in the convention's order, with its dwellings. */
export function expectedLandlords(convention: Convention, territory: Territory) {
  return convention.landlords.flatMap((landlord) => {
    const stock = stockWithin(territory, landlord);
    const dwellings = stock.reduce((sum, entry) => sum + entry.dwellings, 0);
    return stock.length === 0 ? [] : [{ landlord, dwellings }];
  });
}
