import { templateTerms } from "../access/template.js";
import type { Convention, Territory } from "../convention/convention.js";

const correspondent = { role: "Sûreté", email: "surete@bailleur.example" };
const both = ["10001", "10002"];

/** A small agreement for tests: two communes, a district across them, and what holds both. */
export const exampleConvention: Convention = {
  reference: "essai",
  version: 1,
  title: "Convention d'essai",
  validity: { from: "2024-01-01", until: "2028-12-31" },
  grid: 1,
  publication: { from: "2024-01", until: "2026-11" },
  territories: [
    territory("10001", "COMMUNE", "Amont", ["10001"]),
    territory("10002", "COMMUNE", "Aval", ["10002"]),
    territory("247", "INTERCOMMUNALITY", "Les Deux Rives", both),
    territory("10", "DEPARTMENT", "Rivière", both),
    territory("QP-1", "PRIORITY_DISTRICT", "Le Pont", both),
  ],
  landlords: ["lisiere", "val-de-brie"].map((slug) => ({
    slug,
    name: slug,
    endpoint: `http://127.0.0.1/${slug}`,
    correspondent,
    stock: [],
  })),
  partners: [],
  subgraphs: { convention: "http://127.0.0.1:1", classification: "http://127.0.0.1:2" },
  ...templateTerms,
};

function territory(
  code: string,
  kind: Territory["kind"],
  name: string,
  communes: readonly string[],
): Territory {
  return { code, kind, name, communes, population: null, center: null };
}
