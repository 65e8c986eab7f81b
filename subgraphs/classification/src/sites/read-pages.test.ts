import { type SiteSelection, sitePageId } from "@palier/schema";
import fc from "fast-check";
import { readPages } from "./read-pages.js";

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

it("reads a page that follows the cursor", () => {
  expect(readPages(selection, [null, fromLisiere()], slugs)).toEqual([
    { landlord: "lisiere", matching: 7, sites: [second, third, fourth] },
  ]);
});

it.each([
  ["another selection's id", { id: sitePageId({ ...selection, landlord: "val-de-brie" }) }],
  ["a status that is no answer", { status: "MONTH_NOT_CLOSED" }],
  ["no status", { status: null }],
  ["no sites", { sites: null }],
  ["an empty site", { sites: [second, null] }],
  ["a site of another landlord", { sites: [second, { ...third, id: "val-de-brie:R-3" }] }],
  ["a site that only begins like its slug", { sites: [{ ...second, id: "lisiere-bis:R-2" }] }],
  ["a site without an id", { sites: [{ ...second, id: null }] }],
  ["a level that was not asked for", { sites: [{ ...second, level: 2 }] }],
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
])("leaves out a landlord with %s", (_what, changes) => {
  expect(readPages(selection, [fromLisiere(changes)], slugs)).toEqual([]);
});

it("leaves out a landlord that gives two pages, or that was not asked", () => {
  expect(readPages(selection, [fromLisiere(), fromLisiere()], slugs)).toEqual([]);
  const ofBrie = { ...selection, landlord: "val-de-brie" };
  expect(readPages(ofBrie, [fromLisiere()], slugs)).toEqual([]);
  expect(readPages(selection, [fromLisiere()], ["val-de-brie"])).toEqual([]);
});

it("never fails on whatever landlords send", () => {
  const noise = fc.oneof(
    fc.anything(),
    fc.anything().map((sites) => fromLisiere({ sites })),
  );
  fc.assert(
    fc.property(fc.array(noise), (given) => {
      expect(readPages(selection, given, slugs)).toBeInstanceOf(Array);
    }),
  );
});

it("fails on a representation without pages", () => {
  expect(() => readPages(selection, null, slugs)).toThrow("A representation without pages");
});
