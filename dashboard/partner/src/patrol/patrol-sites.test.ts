import type { PatrolQuery } from "../generated/graphql";
import { patrolSitesOf } from "./patrol-sites";

const pattern = {
  incidents: 2,
  times: [{ timeBand: "NIGHT" as const, weekday: "FRIDAY" as const, incidents: 2 }],
  places: [{ place: "ROOF" as const, incidents: 2 }],
};

function edge(id: string, dwellings: number, incidentPattern: typeof pattern | null) {
  const node = {
    id,
    name: id.toUpperCase(),
    commune: { code: "77288", name: "Melun" },
    incidentPattern,
  };
  return { level: 4, dwellings, node };
}

function page(
  edges: readonly ReturnType<typeof edge>[],
  slugs: readonly string[] = [],
): PatrolQuery {
  const missing = slugs.map((slug) => ({ status: "TIMED_OUT" as const, landlord: { slug } }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  const sites = { totalCount: edges.length, pageInfo, missing, edges };
  // The generated type masks fragments that stand here whole.
  return { territory: { code: "1", sites } } as unknown as PatrolQuery;
}

it("adds up the sites that answer, over all pages", () => {
  const { sites, sum } = patrolSitesOf([
    page([edge("lisiere:1", 50, pattern)]),
    page([edge("orme:1", 60, pattern)]),
  ]);
  expect(sites.map(({ name, commune }) => [name, commune])).toEqual([
    ["LISIERE:1", "Melun"],
    ["ORME:1", "Melun"],
  ]);
  expect(sum.incidents).toBe(4);
});

it("names a landlord whose patterns did not come, once, and never adds it as zero", () => {
  const { sum, missing, withoutPattern } = patrolSitesOf([
    page(
      [edge("lisiere:1", 50, pattern), edge("orme:1", 60, null), edge("orme:2", 60, null)],
      ["val-de-brie"],
    ),
  ]);
  expect(sum.incidents).toBe(2);
  expect(missing).toEqual([
    { slug: "val-de-brie", status: "TIMED_OUT" },
    { slug: "orme", status: "NO_ANSWER" },
  ]);
  expect(withoutPattern).toEqual([]);
});

it("names a site below eleven dwellings, which shows no incident to anybody", () => {
  const { missing, withoutPattern } = patrolSitesOf([page([edge("orme:1", 10, null)])]);
  expect([missing, withoutPattern]).toEqual([[], ["ORME:1"]]);
});
