import type { MapPlacesQuery, MapSitesQuery } from "../../generated/graphql";
import { placesOf, siteListOf } from "./site-list";

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
    { id: "c", name: null, level: 3, dwellings: 9, commune: null, landlord: null },
  ]);
});

it("says who is missing", () => {
  const missing = [{ status: "TIMED_OUT", landlord: { slug: "lisiere" } }] as const;
  expect(siteListOf([page({ missing: [...missing] })])?.missing).toEqual([
    { slug: "lisiere", status: "TIMED_OUT" },
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
