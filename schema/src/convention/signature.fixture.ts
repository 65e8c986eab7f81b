import { templateTerms } from "../access/template.js";
import type { Convention } from "./convention.js";
import { parseConvention } from "./parse-convention.js";

/** A small convention with the template's access terms, and a key for one of its landlords. */
export function smallConvention(): Convention {
  const convention = parseConvention(text, "small.yaml");
  return {
    ...convention,
    landlords: convention.landlords.map((landlord) =>
      landlord.slug === "lisiere" ? { ...landlord, key: "A".repeat(43) } : landlord,
    ),
  };
}

const text = `format: 1
reference: essai
version: 3
title: Convention d'essai
validity: { from: 2026-01-01, until: 2028-12-31 }
grid: 1
publication: { from: 2023-11, until: 2026-10 }
territories:
  - { code: "77288", kind: COMMUNE, name: Melun, population: 45995, longitude: 2.66, latitude: 48.54 }
  - { code: "77285", kind: COMMUNE, name: Le Mée-sur-Seine }
  - { code: QP-1, kind: PRIORITY_DISTRICT, name: Plein Ciel, communes: ["77288", "77285"] }
landlords:
  - slug: lisiere
    name: Lisière Logement
    endpoint: http://127.0.0.1:4101/graphql
    correspondent: { role: Responsable sûreté, email: surete@lisiere.example }
    stock:
      - { commune: "77288", dwellings: 900 }
      - { commune: "77288", priorityDistrict: QP-1, dwellings: 100 }
  - slug: heronniere
    name: Habitat de la Héronnière
    endpoint: http://127.0.0.1:4102/graphql
    correspondent: { role: Référent tranquillité, email: tranquillite@heronniere.example }
    stock:
      - { commune: "77285", dwellings: 400 }
partners:
  - code: police-melun
    kind: POLICE
    name: Police nationale
    correspondent: { role: Commissaire, email: police@partenaire.example }
    scope: ["77288", QP-1]
  - code: mairie-melun
    kind: MUNICIPALITY
    name: Mairie de Melun
    correspondent: { role: Coordinatrice prévention, email: prevention@mairie.example }
    scope: ["77288"]
visibility: ${JSON.stringify(templateTerms.visibility)}
purposes: ${JSON.stringify(templateTerms.purposes)}
disclosure: ${JSON.stringify(templateTerms.disclosure)}
retention: ${JSON.stringify(templateTerms.retention)}
`;
