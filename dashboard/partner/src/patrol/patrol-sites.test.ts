import type { GraphError } from "@palier/dashboard-ui/graph/errors";
import type { PatrolQuery } from "../generated/graphql";
import { gapsOf, type PatrolSites, patrolSitesOf } from "./patrol-sites";

const asked = ["2026-08", "2026-09"];

const pattern = {
  incidents: 2,
  months: asked.map((month) => ({ month, incidents: 1 })),
  times: [{ timeBand: "NIGHT" as const, weekday: "FRIDAY" as const, incidents: 2 }],
  places: [{ place: "ROOF" as const, incidents: 2 }],
};

const unclosed = { ...pattern, incidents: 0, months: [] };

interface AskedSite {
  readonly dwellings?: number;
  readonly pattern?: typeof pattern | { readonly [Part in keyof typeof pattern]: null } | null;
  /** Whether its landlord told its name. */
  readonly isNamed?: boolean;
}

function edge(id: string, { dwellings = 60, pattern: told = pattern, isNamed = true }: AskedSite) {
  const node = {
    id,
    name: isNamed ? id.toUpperCase() : null,
    commune: isNamed ? { code: "77288", name: "Melun" } : null,
    incidentPattern: told,
  };
  return { cursor: id, level: 4, dwellings, node };
}

function page(
  edges: readonly (ReturnType<typeof edge> | { readonly cursor: string; readonly node: null })[],
  slugs: readonly string[] = [],
): PatrolQuery {
  const missing = slugs.map((slug) => ({ status: "TIMED_OUT" as const, landlord: { slug } }));
  const pageInfo = { hasNextPage: false, endCursor: null };
  const sites = { pageInfo, missing, edges };
  // The generated type masks fragments that stand here whole.
  return { territory: { code: "1", sites } } as unknown as PatrolQuery;
}

function found(pages: readonly PatrolQuery[], errors: readonly GraphError[] = []): PatrolSites {
  const sites = patrolSitesOf(pages, asked, errors);
  if (sites === null) throw new Error("no territory");
  return sites;
}

it("adds up the sites that answer, over all pages", () => {
  const { sites, sum } = found([page([edge("lisiere:1", {})]), page([edge("orme:1", {})])]);
  expect(sites.map(({ name, commune }) => [name, commune])).toEqual([
    ["LISIERE:1", "Melun"],
    ["ORME:1", "Melun"],
  ]);
  expect(sum?.incidents).toBe(4);
});

it("takes a month that a landlord does not count for unknown, never for one without incidents", () => {
  const { sites, sum, countedSites } = found([
    page([
      edge("lisiere:1", {}),
      edge("orme:1", { pattern: { ...pattern, months: pattern.months.slice(0, 1) } }),
      edge("orme:2", { pattern: unclosed }),
    ]),
  ]);
  expect(gapsOf(sites)).toEqual([
    { months: ["2026-09"], names: ["ORME:1"] },
    { months: asked, names: ["ORME:2"] },
  ]);
  expect([sum?.incidents, countedSites]).toEqual([4, 2]);
  expect(found([page([edge("orme:2", { pattern: unclosed })])]).sum).toBeNull();
});

it("names the sites whose patterns did not come, and never adds one as zero", () => {
  const { sum, missing, withoutPattern } = found([
    page(
      [
        edge("lisiere:1", {}),
        edge("orme:1", { pattern: null, isNamed: false }),
        { cursor: "orme:2", node: null },
      ],
      ["val-de-brie"],
    ),
  ]);
  expect(sum?.incidents).toBe(2);
  expect(missing).toEqual([
    { slug: "val-de-brie", status: "TIMED_OUT" },
    { slug: "orme", status: "NO_ANSWER", sites: ["orme:1", "orme:2"] },
  ]);
  expect(withoutPattern).toEqual([]);
});

it("tells a landlord that keeps a site's incidents back from one that failed to tell them", () => {
  const pages = [page([edge("lisiere:1", {}), edge("orme:1", { pattern: null })])];
  // As the gateway points at what is missing of a list: whose it is stands beside it.
  const path = ["territory", "sites", "edges"];
  const failureOf = (landlord: string): GraphError => ({
    ...{ message: `The landlord ${landlord} did not answer in time`, path },
    extensions: { code: "LANDLORD_UNAVAILABLE", landlord },
  });
  const refusal: GraphError = { message: "not shown", path, extensions: { code: "FORBIDDEN" } };
  const statusAfter = (...errors: readonly GraphError[]) => found(pages, errors).missing;
  const withheld = [{ slug: "orme", status: "WITHHELD", sites: ["ORME:1"] }];
  expect(statusAfter()).toEqual(withheld);
  expect(statusAfter(refusal, failureOf("lisiere"))).toEqual(withheld);
  const notKnown = [{ slug: "orme", status: "NO_ANSWER", sites: ["ORME:1"] }];
  expect(statusAfter(refusal, failureOf("orme"))).toEqual(notKnown);
  // Of nobody's, and no refusal: it may be this landlord's.
  expect(statusAfter(refusal, { message: "Internal error", path })).toEqual(notKnown);
  const parts = { incidents: null, months: null, times: null, places: null };
  expect(found([page([edge("orme:1", { pattern: parts })])]).missing).toEqual(notKnown);
});

it("names a site below eleven dwellings, which shows no incident to anybody", () => {
  const { missing, withoutPattern } = found([
    page([edge("orme:1", { dwellings: 10, pattern: null })]),
  ]);
  expect([missing, withoutPattern]).toEqual([[], ["ORME:1"]]);
});

it("is null for a territory that does not exist for the visitor", () => {
  expect(patrolSitesOf([{ territory: null }], asked)).toBeNull();
});
