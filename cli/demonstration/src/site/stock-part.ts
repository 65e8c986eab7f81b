import type { Convention } from "@palier/schema";

/** A part of one landlord's declared stock, to be filled with sites to the last dwelling. */
export interface StockPart {
  readonly slug: string;
  readonly commune: string;
  readonly priorityDistrict: string | null;
  readonly dwellings: number;
  readonly setting: Setting;
}

export type Setting = "DISTRICT" | "TOWN" | "VILLAGE";

/** A commune of more inhabitants has towers and long blocks, a smaller one a few small houses. */
const townPopulation = 10_000;

/** Every part of every landlord's stock, in an order that the file's own order does not change. */
export function stockParts(convention: Convention): StockPart[] {
  const populations = new Map(
    convention.territories.map(({ code, population }) => [code, population]),
  );
  const parts = convention.landlords.flatMap(({ slug, stock }) =>
    stock.map(({ commune, priorityDistrict, dwellings }) => ({
      slug,
      commune,
      priorityDistrict,
      dwellings,
      setting: settingOf(priorityDistrict, populations.get(commune) ?? 0),
    })),
  );
  return parts.sort((left, right) => compareTexts(partKey(left), partKey(right)));
}

export function partKey(part: Pick<StockPart, "slug" | "commune" | "priorityDistrict">): string {
  return `${part.slug} ${part.commune} ${part.priorityDistrict ?? ""}`;
}

/** By code units: the same on every machine, whatever its locale. */
export function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function settingOf(priorityDistrict: string | null, population: number): Setting {
  if (priorityDistrict !== null) return "DISTRICT";
  return population >= townPopulation ? "TOWN" : "VILLAGE";
}
