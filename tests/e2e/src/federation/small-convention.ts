import { type Convention, type LandlordParty, templateTerms } from "@palier/schema";

/** Codes of the territories of `smallConvention`. */
export const melun = "77288";
export const leMee = "77285";
export const agglomeration = "247700057";

const correspondent = { role: "Security officer", email: "security@example.org" };

/** What a landlord declares: dwellings by commune code. */
export type Stock = Readonly<Record<string, number>>;

/** A convention over two communes and the agglomeration of both; months to 2026-10 are published. */
export function smallConvention(stocks: Readonly<Record<string, Stock>>): Convention {
  return {
    reference: "small",
    version: 1,
    title: "A small convention for tests",
    validity: { from: "2026-01-01", until: "2031-12-31" },
    grid: 1,
    publication: { from: "2026-01", until: "2026-10" },
    territories: [
      { ...territory("Melun", [melun]), code: melun, kind: "COMMUNE" },
      { ...territory("Le Mée-sur-Seine", [leMee]), code: leMee, kind: "COMMUNE" },
      {
        ...territory("Melun Val de Seine", [melun, leMee]),
        code: agglomeration,
        kind: "INTERCOMMUNALITY",
      },
    ],
    landlords: Object.entries(stocks).map(([slug, stock]) => landlordParty(slug, stock)),
    partners: [],
    subgraphs: {
      convention: "http://127.0.0.1:1/graphql",
      classification: "http://127.0.0.1:1/graphql",
    },
    ...templateTerms,
  };
}

function landlordParty(slug: string, stock: Stock): LandlordParty {
  return {
    slug,
    name: `Landlord ${slug}`,
    endpoint: "http://127.0.0.1:1/graphql",
    correspondent,
    stock: Object.entries(stock).map(([commune, dwellings]) => ({
      commune,
      priorityDistrict: null,
      dwellings,
    })),
  };
}

function territory(name: string, communes: readonly string[]) {
  return { name, communes, population: null, center: null };
}
