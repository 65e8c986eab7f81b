/** Lists that the demonstration fills: what costs as much as is asked for, not as there is. */
export interface CostedDocument {
  readonly name: string;
  readonly query: string;
  readonly purpose?: string;
}

const all = (selections: string) => `{ territory(code: "247700057") { ${selections} } }`;
const sites = (first: number, selections: string) =>
  all(`sites(first: ${first}) { edges { node { ${selections} } } }`);
const aliases = (count: number, selections: string) =>
  `{ ${Array.from({ length: count }, (_, at) => `a${at}: territory(code: "247700057") { ${selections} }`).join(" ")} }`;

export const documents: readonly CostedDocument[] = [
  {
    name: "convention",
    query: "{ convention { reference partners { name } } landlords { name } }",
  },
  { name: "one site", query: '{ site(id: "lisiere:1") { name address } }' },
  { name: "levels", query: all("levels { level dwellings } coverage { landlordsAnswered }") },
  { name: "levels, 12 aliases", query: aliases(12, "levels { level dwellings }") },
  { name: "trend", query: all("trend { month levels { level dwellings share } }") },
  {
    name: "incidents of a year",
    query: all("incidentCounts { month counts { family count status isPartial } }"),
  },
  {
    name: "incidents of three years, with sums",
    query: all(`incidentCounts(from: "2023-11", to: "2026-10") { month
      counts { family count status perThousandDwellings year { count status } changeOnYear }
      coverage { landlordsAnswered } }`),
  },
  { name: "every territory", query: "{ territories { code levels { level dwellings } } }" },
  { name: "page of 200 sites, ids", query: sites(200, "id") },
  {
    name: "page of 200 sites, facts",
    query: sites(200, "name address dwellings commune { code name }"),
  },
  {
    name: "5 pages of 50 sites",
    query: aliases(5, "sites(first: 50) { edges { node { name } } }"),
  },
  { name: "page of 200 sites, level", query: sites(200, "classification { level status since }") },
  {
    name: "page of 200 sites, gates",
    query: sites(
      200,
      "classification { gates { level met conditions { observed threshold met } } }",
    ),
  },
  {
    name: "page of 200 sites, counts",
    query: sites(200, "incidentCounts { month family count status }"),
  },
  { name: "page of 200 sites, 36 months", query: sites(200, "history { month level status }") },
  {
    name: "page of 50 sites, 36 months with gates",
    query: sites(50, "history { level gates { level met } }"),
  },
  {
    name: "page of 200 actions",
    query: all("actions(first: 200) { edges { node { id title status } site { name } } }"),
  },
  {
    name: "page of 50 sites, 40 incidents",
    query: sites(50, "incidents(first: 40) { edges { node { id day place } } }"),
    purpose: "INVESTIGATION",
  },
];
