import { type Convention, type LandlordParty, templateTerms } from "@palier/schema";

const correspondent = { role: "Sûreté", email: "surete@bailleur.example" };

function landlord(slug: string, name: string, stock: LandlordParty["stock"]): LandlordParty {
  return { slug, name, endpoint: `http://127.0.0.1/${slug}`, correspondent, stock };
}

/** A small agreement for tests: two landlords, a commune, and a district that lies partly outside it. */
export const exampleConvention: Convention = {
  reference: "essai",
  version: 2,
  title: "Convention d'essai",
  validity: { from: "2026-01-01", until: "2028-12-31" },
  grid: 1,
  publication: { from: "2026-08", until: "2026-10" },
  territories: [
    {
      code: "10001",
      kind: "COMMUNE",
      name: "Amont",
      communes: ["10001"],
      population: 1200,
      center: { longitude: 2.5, latitude: 48.5 },
    },
    {
      code: "QP-1",
      kind: "PRIORITY_DISTRICT",
      name: "Les Rives",
      communes: ["10001", "10002"],
      population: null,
      center: null,
    },
  ],
  landlords: [
    landlord("val-de-brie", "Val de Brie", [
      { commune: "10001", priorityDistrict: null, dwellings: 30 },
      { commune: "10001", priorityDistrict: "QP-1", dwellings: 12 },
    ]),
    landlord("lisiere", "Lisière", [{ commune: "10001", priorityDistrict: null, dwellings: 50 }]),
  ],
  partners: [
    { code: "police", kind: "POLICE", name: "Commissariat", correspondent, scope: ["QP-1"] },
  ],
  subgraphs: { convention: "http://127.0.0.1:1", classification: "http://127.0.0.1:2" },
  ...templateTerms,
};
