import { type SiteSelection, sitePageId } from "@palier/schema";
import fc from "fast-check";
import { readSitePages } from "./read-site-pages.js";

const slugs = ["lisiere", "val-de-brie"];
const selection: SiteSelection = {
  territory: "10001",
  month: "2026-10",
  landlord: null,
  levels: [3, 4],
  first: 2,
  after: { level: 4, dwellings: 90, id: "lisiere:R-1" },
};
const second = { id: "lisiere:R-2", level: 4, dwellings: 90 };
const third = { id: "lisiere:R-3", level: 4, dwellings: 80 };
const fourth = { id: "lisiere:R-4", level: 3, dwellings: 99 };

/** A page that counts, with one thing changed. */
function fromLisiere(changes: Record<string, unknown> = {}) {
  return {
    __typename: "LisiereSitePage",
    id: sitePageId({ ...selection, landlord: "lisiere" }),
    status: "ANSWERED",
    matching: 7,
    sites: [second, third, fourth],
    ...changes,
  };
}

const declared = slugs.map((landlord) => ({
  landlord,
  contribution: `${landlord}:10001:2026-10`,
  dwellings: 300,
  least: 270,
  most: 330,
}));

const read = (pages: unknown, expected: unknown = slugs) =>
  readSitePages(selection, { pages, expected, declared });
const noAnswer = { landlord: "val-de-brie", status: "NO_ANSWER" };

it("reads a page that follows the cursor", () => {
  const content = { landlord: "lisiere", matching: 7, sites: [second, third, fourth] };
  expect(read([null, fromLisiere()])).toEqual([
    { landlord: "lisiere", status: "ANSWERED", content },
    noAnswer,
  ]);
});

it.each([
  ["MONTH_NOT_CLOSED", "MONTH_NOT_CLOSED"],
  ["WITHHELD", "WITHHELD"],
  ["TIMED_OUT", "TIMED_OUT"],
  ["UNKNOWN", "INVALID_ANSWER"],
  [null, "NO_ANSWER"],
])("says for a status %j that the landlord is missing: %s", (status, reason) => {
  expect(read([fromLisiere({ status })])).toEqual([
    { landlord: "lisiere", status: reason },
    noAnswer,
  ]);
});

it.each([
  ["another selection's id", { id: sitePageId({ ...selection, landlord: "val-de-brie" }) }],
  ["no sites", { sites: null }],
  ["an empty site", { sites: [second, null] }],
  ["a site of another landlord", { sites: [second, { ...third, id: "val-de-brie:R-3" }] }],
  ["a site that only begins like its slug", { sites: [{ ...second, id: "lisiere-bis:R-2" }] }],
  ["a site without an id", { sites: [{ ...second, id: null }] }],
  ["a level that was not asked for", { sites: [{ ...second, level: 2 }] }],
  ["a site without a dwelling", { sites: [{ ...fourth, dwellings: 0 }] }],
  ["half a dwelling", { sites: [{ ...second, dwellings: 0.5 }] }],
  ["sites out of order", { sites: [third, second] }],
  ["a site twice", { sites: [second, second] }],
  ["a site at two places", { sites: [second, { ...second, dwellings: 70 }] }],
  ["the site of the cursor", { sites: [{ ...second, id: "lisiere:R-1" }] }],
  ["a site before the cursor", { sites: [{ ...second, dwellings: 91 }] }],
  [
    "more than one beyond the page",
    { sites: [second, third, fourth, { ...fourth, dwellings: 1 }] },
  ],
  ["fewer matches than sites", { matching: 2 }],
  ["no matches", { matching: null }],
  ["a negative number of matches", { matching: -1, sites: [] }],
])("does not believe a landlord with %s", (_what, changes) => {
  expect(read([fromLisiere(changes)])).toEqual([
    { landlord: "lisiere", status: "INVALID_ANSWER" },
    noAnswer,
  ]);
});

it.each([
  ["sites that stand for more dwellings", { sites: [{ ...fourth, dwellings: 331 }] }],
  ["more sites, of one dwelling at least,", { matching: 100_000 }],
  ["sites and followers that stand for more dwellings", { matching: 3 + 62 }],
])("sets aside a page with %s than the landlord declared", (_what, changes) => {
  expect(read([fromLisiere({ matching: 3 + 61, ...changes })])).toEqual([
    { landlord: "lisiere", status: "ABOVE_DECLARED" },
    noAnswer,
  ]);
});

it("does not believe a landlord that gives two pages, and reads none that was not asked", () => {
  const invalid = { landlord: "lisiere", status: "INVALID_ANSWER" };
  expect(read([fromLisiere(), fromLisiere()])).toEqual([invalid, noAnswer]);
  expect(read([fromLisiere()], ["val-de-brie"])).toEqual([noAnswer]);
});

it("never fails on whatever landlords send", () => {
  const noise = fc.oneof(
    fc.anything(),
    fc.anything().map((sites) => fromLisiere({ sites })),
  );
  fc.assert(
    fc.property(fc.array(noise), (given) => {
      expect(read(given).map(({ landlord }) => landlord)).toEqual(slugs);
    }),
  );
});

it.each([
  [null, slugs, "without pages"],
  [[], null, "without the landlords expected"],
  [[], ["lisiere", "lisiere"], "without the landlords expected"],
  [[], ["Nobody!"], "without the landlords expected"],
])("fails on a representation that is not the contract's: %j, %j", (pages, expected, text) => {
  expect(() => read(pages, expected)).toThrow(`A representation ${text}`);
});
