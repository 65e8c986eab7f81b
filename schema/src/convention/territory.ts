import type { Convention, LandlordParty, StockEntry, Territory } from "./convention.js";
import { type DeclaredStock, declaredStock } from "./declared-stock.js";

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
  readonly entry: StockEntry;
}

type PartsByCode = ReadonlyMap<string, readonly DeclaredPart[]>;

/** A landlord that declares stock in a territory. */
export interface ExpectedLandlord {
  readonly landlord: LandlordParty;
  /** What it declares there. */
  readonly declared: DeclaredStock;
}

/** For each territory the landlords that declare stock in it, in the convention's order. */
export function expectedLandlords(
  convention: Convention,
): ReadonlyMap<Territory, readonly ExpectedLandlord[]> {
  const { territories, landlords } = convention;
  const inCommune = partsBy(landlords, ({ commune }) => commune);
  const inDistrict = partsBy(landlords, ({ priorityDistrict }) => priorityDistrict);
  const partsIn = ({ kind, code, communes }: Territory) =>
    kind === "PRIORITY_DISTRICT"
      ? (inDistrict.get(code) ?? [])
      : [...new Set(communes)].flatMap((commune) => inCommune.get(commune) ?? []);
  return new Map(
    territories.map((territory) => [territory, addedUp(partsIn(territory), convention)]),
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
      const part = { place, entry };
      const others = parts.get(code);
      if (others === undefined) parts.set(code, [part]);
      else others.push(part);
    }
  }
  return parts;
}

function addedUp(parts: readonly DeclaredPart[], convention: Convention): ExpectedLandlord[] {
  const byPlace = new Map<number, StockEntry[]>();
  for (const { place, entry } of parts) {
    const others = byPlace.get(place);
    if (others === undefined) byPlace.set(place, [entry]);
    else others.push(entry);
  }
  const inOrder = [...byPlace].sort(([a], [b]) => a - b);
  return inOrder.flatMap(([place, entries]) => {
    const landlord = convention.landlords[place];
    return landlord === undefined
      ? []
      : [{ landlord, declared: declaredStock(entries, convention) }];
  });
}
