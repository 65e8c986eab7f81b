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

/** A part of some landlord's stock. */
interface DeclaredPart {
  /** Of the landlord, among the convention's. */
  readonly place: number;
  readonly dwellings: number;
}

type PartsByCode = ReadonlyMap<string, readonly DeclaredPart[]>;

/** A landlord that declares stock in a territory. */
interface ExpectedLandlord {
  readonly landlord: LandlordParty;
  /** Those it declares there. */
  readonly dwellings: number;
}

/** For each territory the landlords that declare stock in it, in the convention's order. */
export function expectedLandlords({
  territories,
  landlords,
}: Convention): ReadonlyMap<Territory, readonly ExpectedLandlord[]> {
  const inCommune = partsBy(landlords, ({ commune }) => commune);
  const inDistrict = partsBy(landlords, ({ priorityDistrict }) => priorityDistrict);
  const partsIn = ({ kind, code, communes }: Territory) =>
    kind === "PRIORITY_DISTRICT"
      ? (inDistrict.get(code) ?? [])
      : [...new Set(communes)].flatMap((commune) => inCommune.get(commune) ?? []);
  return new Map(
    territories.map((territory) => [territory, addedUp(partsIn(territory), landlords)]),
  );
}

function partsBy(
  landlords: readonly LandlordParty[],
  codeOf: (entry: StockEntry) => string | null,
): PartsByCode {
  const parts = new Map<string, DeclaredPart[]>();
  for (const [place, { stock }] of landlords.entries()) {
    for (const entry of stock) {
      const code = codeOf(entry);
      if (code === null) continue;
      const part = { place, dwellings: entry.dwellings };
      const others = parts.get(code);
      if (others === undefined) parts.set(code, [part]);
      else others.push(part);
    }
  }
  return parts;
}

function addedUp(
  parts: readonly DeclaredPart[],
  landlords: readonly LandlordParty[],
): ExpectedLandlord[] {
  const byPlace = new Map<number, number>();
  for (const { place, dwellings } of parts) {
    byPlace.set(place, (byPlace.get(place) ?? 0) + dwellings);
  }
  const inOrder = [...byPlace].sort(([a], [b]) => a - b);
  return inOrder.flatMap(([place, dwellings]) => {
    const landlord = landlords[place];
    return landlord === undefined ? [] : [{ landlord, dwellings }];
  });
}
