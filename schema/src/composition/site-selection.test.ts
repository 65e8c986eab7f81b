import { jest } from "@jest/globals";
import fc from "fast-check";
import { contributionId, largestPage, parseContributionId } from "./selection.js";
import {
  compareSitePlaces,
  parseSiteCursor,
  parseSitePageId,
  parseSiteSelectionId,
  type SitePlace,
  siteCursor,
  sitePageId,
  siteSelectionId,
} from "./site-selection.js";

const place = fc.record({
  level: fc.integer({ min: 0, max: 4 }),
  dwellings: fc.nat(),
  id: fc.string({ maxLength: 40 }),
});
const page = fc.record({
  landlord: fc.constantFrom("lisiere", "val-de-brie"),
  territory: fc.constantFrom("77288", "247700057", "QP-PLEIN-CIEL"),
  month: fc.constantFrom("2023-11", "2026-10"),
  levels: fc.option(fc.subarray([1, 2, 3, 4])),
  first: fc.integer({ min: 1, max: largestPage }),
  after: fc.option(place),
});

it("carries every selection there and back", () => {
  fc.assert(
    fc.property(page, fc.boolean(), (key, all) => {
      expect(parseSitePageId(sitePageId(key))).toEqual(key);
      expect(parseContributionId(contributionId(key))).toEqual({
        landlord: key.landlord,
        territory: key.territory,
        month: key.month,
      });
      const selection = { ...key, landlord: all ? null : key.landlord };
      expect(parseSiteSelectionId(siteSelectionId(selection))).toEqual(selection);
    }),
  );
});

it.each([
  "lisiere:77288",
  "lisiere:77288:2026-13",
  "Lisiere:77288:2026-10",
  "lisiere:77288:2026-10:more",
])("refuses %s as a contribution", (id) => {
  expect(parseContributionId(id)).toBeNull();
});

it.each([
  "lisiere:77288:2026-10:43:50:",
  "lisiere:77288:2026-10:*:0:",
  "lisiere:77288:2026-10:*:201:",
  "lisiere:77288:2026-10:*:50:!",
  "lisiere:77288:2026-10:*:50::",
])("refuses %s as a page", (id) => {
  expect(parseSitePageId(id)).toBeNull();
});

it("does not take an id apart that is longer than any", () => {
  const split = jest.spyOn(String.prototype, "split");
  for (const begin of ["lisiere:77288:2026-10:", "*:77288:2026-10:*:50:"]) {
    const id = `${begin}${":".repeat(1_000_000)}`;
    expect([parseContributionId(id), parseSitePageId(id), parseSiteSelectionId(id)]).toEqual([
      null,
      null,
      null,
    ]);
  }
  expect(split).not.toHaveBeenCalled();
  split.mockRestore();
});

it("reads the longest id there is", () => {
  const id = "i".repeat(280);
  const key = {
    landlord: "a".repeat(40),
    territory: "T".repeat(40),
    month: "2026-10",
    levels: [1, 2, 3, 4],
    first: largestPage,
    after: { level: 4, dwellings: 1_000_000, id },
  };
  expect(siteCursor(key.after).length).toBeGreaterThan(390);
  expect(parseSitePageId(sitePageId(key))).toEqual(key);
});

it("answers null for a cursor it did not write", () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (text) => parseSiteCursor(text) === null));
  expect(parseSiteCursor(siteCursor({ level: 5, dwellings: 1, id: "x" }))).toBeNull();
});

it("orders sites totally", () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(Math.sign(compareSitePlaces(a, b)) + Math.sign(compareSitePlaces(b, a))).toBe(0);
    }),
  );
});

it("orders ids as a database does, byte by byte", () => {
  const [emoji, privateUse] = ["\u{1F600}", "\u{E000}"].map((id) => ({
    level: 1,
    dwellings: 1,
    id,
  }));
  expect(compareSitePlaces(emoji as SitePlace, privateUse as SitePlace)).toBe(1);
});
