import { templateTerms } from "@palier/schema";

/** A convention of two landlords over one commune: as small as a federation can be and still be one. */
export const smallConvention = `
format: 1
reference: small
version: 1
title: Two landlords
validity: { from: 2026-01-01, until: 2036-12-31 }
grid: 1
publication: { from: 2025-01, until: 2025-12 }
territories:
  - { code: "77288", kind: COMMUNE, name: Melun }
landlords:
  - slug: lisiere
    name: Lisière Logement
    endpoint: http://127.0.0.1:4101/graphql
    correspondent: { role: Security, email: security@lisiere.example }
    stock: [{ commune: "77288", dwellings: 120 }]
  - slug: val-de-brie
    name: Val de Brie
    endpoint: http://127.0.0.1:4102/graphql
    correspondent: { role: Security, email: security@valdebrie.example }
    stock: [{ commune: "77288", dwellings: 80 }]
partners:
  - code: police-melun
    kind: POLICE
    name: Police
    correspondent: { role: Partnership, email: partnership@police.example }
    scope: ["77288"]
visibility: ${JSON.stringify(templateTerms.visibility)}
purposes: ${JSON.stringify(templateTerms.purposes)}
disclosure: ${JSON.stringify(templateTerms.disclosure)}
retention: ${JSON.stringify(templateTerms.retention)}
`;

export const sitesFile = `reference,name,commune,dwellings
R-1,Les Ormes,77288,70
R-2,Les Tilleuls,77288,50
`;
