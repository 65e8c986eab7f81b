import { writeConvention } from "../../testing/write-convention.js";
import type { Convention } from "../convention.js";

/** A small convention with the template's access terms, and a key for one of its landlords. */
export function smallConvention(): Convention {
  return writeConvention({
    version: 3,
    validity: { from: "2026-01-01", until: "2028-12-31" },
    publication: { from: "2023-11", until: "2026-10" },
    territories: [
      { code: "77288", name: "Melun", population: 45995, longitude: 2.66, latitude: 48.54 },
      { code: "77285", name: "Le Mée-sur-Seine" },
      {
        code: "QP-1",
        kind: "PRIORITY_DISTRICT",
        name: "Plein Ciel",
        communes: ["77288", "77285"],
      },
    ],
    landlords: [
      {
        slug: "lisiere",
        name: "Lisière Logement",
        endpoint: "http://127.0.0.1:4101/graphql",
        key: "A".repeat(43),
        correspondent: { role: "Responsable sûreté", email: "surete@lisiere.example" },
        stock: [
          { commune: "77288", dwellings: 900 },
          { commune: "77288", priorityDistrict: "QP-1", dwellings: 100 },
        ],
      },
      {
        slug: "heronniere",
        name: "Habitat de la Héronnière",
        endpoint: "http://127.0.0.1:4102/graphql",
        correspondent: { role: "Référent tranquillité", email: "tranquillite@heronniere.example" },
        stock: [{ commune: "77285", dwellings: 400 }],
      },
    ],
    partners: [
      {
        code: "police-melun",
        kind: "POLICE",
        name: "Police nationale",
        correspondent: { role: "Commissaire", email: "police@partenaire.example" },
        scope: ["77288", "QP-1"],
      },
      {
        code: "mairie-melun",
        kind: "MUNICIPALITY",
        name: "Mairie de Melun",
        correspondent: { role: "Coordinatrice prévention", email: "prevention@mairie.example" },
        scope: ["77288"],
      },
    ],
  }).convention;
}
