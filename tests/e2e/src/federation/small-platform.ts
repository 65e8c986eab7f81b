import type { LiteralSite } from "./literal-landlord.js";
import { type Platform, startPlatform } from "./platform.js";
import { agglomeration, leMee, melun, smallConvention } from "./small-convention.js";
import { type StoredLandlord, storedLandlord } from "./stored-landlord.js";

/** Sites by landlord; `tardif` has not closed the last published month. */
export const smallSites: Readonly<Record<string, readonly LiteralSite[]>> = {
  lisiere: [
    { reference: "A", commune: melun, level: 4, dwellings: 120 },
    { reference: "B", commune: melun, level: 1, dwellings: 200 },
    { reference: "C", commune: melun, level: 2, dwellings: 60 },
  ],
  "val-de-brie": [
    { reference: "A", commune: melun, level: 3, dwellings: 80 },
    { reference: "B", commune: leMee, level: 3, dwellings: 90 },
    { reference: "C", commune: leMee, level: 1, dwellings: 30 },
  ],
  orme: [
    { reference: "A", commune: leMee, level: 4, dwellings: 50 },
    { reference: "B", commune: leMee, level: 1, dwellings: 70 },
  ],
  tardif: [{ reference: "A", commune: leMee, level: 4, dwellings: 300 }],
};

const lastClosed: Readonly<Record<string, string>> = { tardif: "2026-09" };

/** Landlords by territory, in the convention's order. */
export const landlordsOf: Readonly<Record<string, readonly string[]>> = {
  [melun]: ["lisiere", "val-de-brie"],
  [leMee]: ["val-de-brie", "orme", "tardif"],
  [agglomeration]: ["lisiere", "val-de-brie", "orme", "tardif"],
};

export interface SmallPlatform extends Platform {
  readonly landlords: ReadonlyMap<string, StoredLandlord>;
}

/** Four landlords with a PostgreSQL database each, convention, classification and gateway. */
export async function startSmallPlatform(subgraphTimeoutMs?: number): Promise<SmallPlatform> {
  const convention = smallConvention(
    Object.fromEntries(
      Object.entries(smallSites).map(([slug, sites]) => [slug, stockOf(sites)] as const),
    ),
  );
  const landlords = new Map(
    await Promise.all(
      Object.entries(smallSites).map(async ([slug, sites]) => {
        const month = lastClosed[slug] ?? "2026-10";
        return [slug, await storedLandlord(slug, sites, convention, month)] as const;
      }),
    ),
  );
  const platform = await startPlatform(convention, landlords, subgraphTimeoutMs);
  return {
    ...platform,
    landlords,
    stop: async () => {
      await platform.stop();
      await Promise.all([...landlords.values()].map((landlord) => landlord.close()));
    },
  };
}

/** The sites of some landlords in a territory. */
export function sitesIn(territory: string, slugs: readonly string[]) {
  return slugs.flatMap((slug) =>
    (smallSites[slug] ?? [])
      .filter(({ commune }) => territory === agglomeration || territory === commune)
      .map((site) => ({ ...site, slug })),
  );
}

function stockOf(sites: readonly LiteralSite[]): Record<string, number> {
  const stock: Record<string, number> = {};
  for (const { commune, dwellings } of sites) stock[commune] = (stock[commune] ?? 0) + dwellings;
  return stock;
}
