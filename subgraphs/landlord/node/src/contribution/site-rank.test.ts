import { siteId } from "@palier/landlord-store";
import { compareSitePlaces } from "@palier/schema";
import fc from "fast-check";
import { siteRank } from "./site-rank.js";

const place = fc.record({
  level: fc.integer({ min: 0, max: 4 }),
  dwellings: fc.integer({ min: 0, max: 3 }),
  id: fc.oneof(
    fc.constantFrom("a:Z", "lisiere", "lisiere:", "lisiere-sud:R", "lisiere:R\0", "z", ""),
    fc.constantFrom("A", "B", "Ba").map((reference) => siteId("lisiere", reference)),
  ),
});
const site = fc.record({
  level: fc.integer({ min: 0, max: 4 }),
  dwellings: fc.integer({ min: 1, max: 3 }),
  reference: fc.constantFrom("A", "B", "Ba", "R", "S"),
});

/** The condition of the store's query. */
function follows(
  rank: ReturnType<typeof siteRank>,
  own: { level: number; dwellings: number; reference: string },
): boolean {
  const level = rank.level ?? 0;
  if (own.level !== level) return own.level < level;
  if (own.dwellings !== rank.dwellings) return own.dwellings < rank.dwellings;
  return own.reference > rank.reference;
}

it("lets the same sites follow, whosever site the place is", () => {
  fc.assert(
    fc.property(place, site, (after, { reference, ...own }) => {
      const id = siteId("lisiere", reference);
      const isLater = compareSitePlaces(after, { ...own, id }) < 0;
      expect(follows(siteRank(after, "lisiere"), { ...own, reference })).toBe(isLater);
    }),
  );
});

it("keeps to what the store can hold", () => {
  expect(siteRank({ level: 0, dwellings: 2 ** 40, id: "lisiere:R\0S" }, "lisiere")).toEqual({
    level: null,
    dwellings: 2 ** 31 - 1,
    reference: "R",
  });
});
