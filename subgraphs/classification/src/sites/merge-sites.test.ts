import {
  compareSitePlaces,
  parseSiteCursor,
  type SitePlace,
  type SiteSelection,
  sitePageId,
} from "@palier/schema";
import fc from "fast-check";
import { contentsOf } from "../list/read-pages.js";
import { mergeSites, type SitePage } from "./merge-sites.js";
import { readSitePages } from "./read-site-pages.js";

const slugs = ["lisiere", "val-de-brie", "brie"] as const;
/** More than any of these landlords has. */
const most = 5_000_000;
const declared = slugs.map((landlord) => {
  return { landlord, contribution: `${landlord}:10001:2026-10`, dwellings: 1, least: 1, most };
});
const types = new Map([
  ["lisiere", "LisiereSitePage"],
  ["val-de-brie", "ValDeBrieSitePage"],
  ["brie", "BrieSitePage"],
]);

/** Sites of all landlords in the order of the list; which one owns a site is in its id. */
const sites = fc
  .uniqueArray(
    fc.record({
      level: fc.integer({ min: 0, max: 4 }),
      dwellings: fc.integer({ min: 1, max: 4 }),
      owner: fc.constantFrom(...slugs),
      reference: fc.integer({ min: 0, max: 60 }),
    }),
    { selector: ({ owner, reference }) => `${owner}:${reference}`, maxLength: 40 },
  )
  .map((all) =>
    all
      .map(({ level, dwellings, owner, reference }) => ({
        level,
        dwellings,
        id: `${owner}:${reference}`,
      }))
      .sort(compareSitePlaces),
  );

/** The page as a landlord's node gives it. */
function pageOf(slug: string, all: readonly SitePlace[], selection: SiteSelection) {
  const own = all.filter(({ id }) => id.startsWith(`${slug}:`));
  const { after, first } = selection;
  const following = own.filter((site) => after === null || compareSitePlaces(after, site) < 0);
  return {
    __typename: types.get(slug),
    id: sitePageId({ ...selection, landlord: slug }),
    status: "ANSWERED",
    matching: own.length,
    sites: following.slice(0, first + 1),
  };
}

function selectionOf(first: number, after: SitePlace | null): SiteSelection {
  return { territory: "10001", month: "2026-10", landlord: null, levels: null, first, after };
}

function pageFor(
  all: readonly SitePlace[],
  first: number,
  after: SitePlace | null,
  order: readonly string[] = slugs,
): SitePage {
  const selection = selectionOf(first, after);
  const given = order.map((slug) => pageOf(slug, all, selection));
  return mergeSites(
    selection,
    contentsOf(readSitePages(selection, { pages: given, expected: slugs, declared })),
  );
}

function idsOf({ edges }: SitePage): string[] {
  return edges.map(({ node }) => node.id);
}

it("gives the sorted list back, page after page, however its sites are split over landlords", () => {
  fc.assert(
    fc.property(sites, fc.integer({ min: 1, max: 12 }), (all, first) => {
      const ids: string[] = [];
      let after: SitePlace | null = null;
      let page: SitePage;
      do {
        page = pageFor(all, first, after);
        expect(page.totalCount).toBe(all.length);
        expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
        ids.push(...idsOf(page));
        after = parseSiteCursor(page.pageInfo.endCursor ?? "");
      } while (page.pageInfo.hasNextPage);
      expect(ids).toEqual(all.map(({ id }) => id));
    }),
  );
});

it("does not depend on the order in which landlords answer", () => {
  const order = fc.shuffledSubarray([...slugs], { minLength: slugs.length });
  fc.assert(
    fc.property(sites, order, (all, shuffled) => {
      expect(pageFor(all, 5, null, shuffled)).toEqual(pageFor(all, 5, null));
    }),
  );
});

it("shows undetermined sites last, without a level, as references to their landlord", () => {
  const page = pageFor(
    [
      { level: 2, dwellings: 10, id: "val-de-brie:1" },
      { level: 0, dwellings: 90, id: "lisiere:1" },
    ],
    2,
    null,
  );
  expect(page.edges.map(({ level, dwellings, node }) => [level, dwellings, node])).toEqual([
    [2, 10, { __typename: "ValDeBrieSite", id: "val-de-brie:1" }],
    [null, 90, { __typename: "LisiereSite", id: "lisiere:1" }],
  ]);
  expect(page.pageInfo).toEqual({
    hasNextPage: false,
    hasPreviousPage: false,
    startCursor: page.edges[0]?.cursor,
    endCursor: page.edges[1]?.cursor,
  });
});

it("has no cursors on an empty page", () => {
  expect(pageFor([], 5, null)).toEqual({
    edges: [],
    pageInfo: {
      hasNextPage: false,
      hasPreviousPage: false,
      startCursor: null,
      endCursor: null,
    },
    totalCount: 0,
  });
});
