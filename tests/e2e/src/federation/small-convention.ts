import type { Convention } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";

/** Codes of the territories of `smallConvention`. */
export const melun = "77288";
export const leMee = "77285";
export const agglomeration = "247700057";

/** What a landlord declares: dwellings by commune code. */
export type Stock = Readonly<Record<string, number>>;

/** A convention over two communes and the agglomeration of both; months to 2026-10 are published. */
export function smallConvention(stocks: Readonly<Record<string, Stock>>): Convention {
  const communes = [melun, leMee];
  return writeConvention({
    territories: [
      { code: melun, name: "Melun" },
      { code: leMee, name: "Le Mée-sur-Seine" },
      { code: agglomeration, kind: "INTERCOMMUNALITY", name: "Melun Val de Seine", communes },
    ],
    landlords: Object.entries(stocks).map(([slug, stock]) => ({
      slug,
      name: `Landlord ${slug}`,
      stock: Object.entries(stock).map(([commune, dwellings]) => ({ commune, dwellings })),
    })),
    partners: [],
  }).convention;
}
