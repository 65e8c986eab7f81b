import type { MapChangesQuery, MapPlacesQuery, MapSitesQuery } from "../../generated/graphql";
import { narrowed, placesOf, siteListOf, worsenedIn } from "./site-list";

type Sites = NonNullable<NonNullable<MapSitesQuery["territory"]>["sites"]>;

function page(sites: Partial<Sites>): MapSitesQuery {
  const pageInfo = { hasNextPage: false, endCursor: null };
  return {
    territory: {
      code: "77288",
      sites: { totalCount: 2, pageInfo, missing: [], edges: [], ...sites },
    },
  };
}

it("puts pages together in the graph's order", () => {
  const pages = ["b", "a"].map((id) =>
    page({
      edges: [
        {
          cursor: id,
          level: 4,
          dwellings: 60,
          node: {
            id,
            name: id,
            commune: { code: "77288", name: "Melun" },
            priorityDistrict: null,
            landlord: { slug: "lisiere" },
          },
        },
      ],
    }),
  );
  const list = siteListOf(pages);
  expect(list?.sites.map(({ id }) => id)).toEqual(["b", "a"]);
  expect(list?.totalCount).toBe(2);
});

it("keeps a site for which its landlord does not answer", () => {
  const list = siteListOf([page({ edges: [{ cursor: "c", level: 3, dwellings: 9, node: null }] })]);
  expect(list?.sites).toEqual([
    {
      ...{ id: "c", name: null, level: 3, dwellings: 9 },
      ...{ commune: null, district: null, landlord: null },
    },
  ]);
});

it("says who is missing of any page, each landlord once", () => {
  const lacks = (...slugs: readonly string[]) =>
    page({ missing: slugs.map((slug) => ({ status: "TIMED_OUT", landlord: { slug } })) });
  expect(siteListOf([lacks(), lacks("lisiere"), lacks("lisiere", "orme")])?.missing).toEqual([
    { slug: "lisiere", status: "TIMED_OUT" },
    { slug: "orme", status: "TIMED_OUT" },
  ]);
});

it("is null for a territory that does not exist for the visitor", () => {
  expect(siteListOf([{ territory: null }])).toBeNull();
});

it("keeps places that are shown, whole ones only", () => {
  const nodes = [
    { id: "a", location: { longitude: 2.6, latitude: 48.5 } },
    { id: "b", location: null },
    { id: "c", location: { longitude: 2.6, latitude: null } },
    null,
  ];
  const pageInfo = { hasNextPage: false, endCursor: null };
  const pages: MapPlacesQuery[] = [
    { territory: { code: "77288", sites: { pageInfo, edges: nodes.map((node) => ({ node })) } } },
  ];
  expect([...placesOf(pages)]).toEqual([["a", [2.6, 48.5]]]);
});

describe("a list narrowed to", () => {
  const sites = [
    { id: "a", district: { code: "QP-1", name: null } },
    { id: "b", district: null },
    { id: "c", district: { code: "QP-1", name: null } },
  ].map((site) => ({
    name: null,
    level: null,
    dwellings: 9,
    commune: null,
    landlord: null,
    ...site,
  }));
  const list = { sites, totalCount: 3, missing: [] };

  it.each([
    ["a district", { district: "QP-1", ids: null }, ["a", "c"]],
    ["what rose", { district: null, ids: new Set(["b", "c"]) }, ["b", "c"]],
    ["both", { district: "QP-1", ids: new Set(["b", "c"]) }, ["c"]],
  ])("%s counts what is left", (_what, narrowing, ids) => {
    const left = narrowed(list, narrowing);
    expect(left.sites.map(({ id }) => id)).toEqual(ids);
    expect(left.totalCount).toBe(ids.length);
  });

  it("nothing in particular is the list itself", () => {
    expect(narrowed(list, { district: null, ids: null })).toBe(list);
  });
});

describe("what rose", () => {
  const changes = (["ROSE", "FELL", "DETERMINED", "ADDED"] as const).map((move) => ({
    move,
    node: { id: move },
  }));
  const read: MapChangesQuery = {
    territory: {
      code: "77288",
      changes: {
        since: "2026-09",
        missing: [{ status: "MONTH_NOT_CLOSED", landlord: { slug: "orme" } }],
        pageInfo: { hasNextPage: true, endCursor: "a" },
        edges: [...changes, { move: "ROSE", node: null }],
      },
    },
  };

  it("is no site that has its first level, and says of whom it is not known", () => {
    expect(worsenedIn([read])).toEqual({
      ids: new Set(["ROSE"]),
      since: "2026-09",
      missing: [{ slug: "orme", status: "MONTH_NOT_CLOSED" }],
    });
  });

  const unread = { territory: { code: "77288", changes: null } };

  it.each([
    ["the month before is not published", [unread]],
    ["the territory was not read", [{ territory: null }]],
    ["a further page was not read", [read, unread]],
  ])("is not known where %s", (_why, pages) => {
    expect(worsenedIn(pages)).toBeNull();
  });
});
