import { SharedTotals } from "./held-rest.js";

const slugs = ["A", "B", "C", "D"];

/** Two in three places are even; of the others one landlord after the other holds nearly all. */
function stockAt(place: number): ReadonlyMap<string, number> {
  const holding = place % 3 === 0 ? (place / 3) % slugs.length : null;
  return new Map(slugs.map((slug, index) => [slug, index === holding ? 900 : 40]));
}

/** Communes of two places each, and groups of twelve of them. */
function territories(communes: number): ReadonlyMap<string, ReadonlyMap<string, number>>[] {
  const stock = (first: number, count: number) =>
    new Map(Array.from({ length: count }, (_, at) => [`${first + at}`, stockAt(first + at)]));
  return [
    ...Array.from({ length: communes / 12 }, (_, group) => stock(24 * group, 24)),
    ...Array.from({ length: communes }, (_, commune) => stock(2 * commune, 2)),
  ];
}

it("adds a total in some steps, however many were added before", () => {
  for (const communes of [24, 96]) {
    const all = territories(communes);
    const totals = new SharedTotals(all, 0.85);
    const added = all.filter((territory) => totals.add(territory));
    expect(added.length).toBeGreaterThan(communes / 2);
    expect(totals.steps).toBeGreaterThan(0);
    expect(totals.steps).toBeLessThanOrEqual(3 * slugs.length * all.length);
  }
});

it("leaves a total out as if nobody had asked for it", () => {
  const even = new Map(slugs.map((slug) => [slug, 100]));
  const held = new Map(slugs.map((slug) => [slug, slug === "A" ? 900 : 20]));
  const whole = new Map([
    ["one", even],
    ["two", even],
    ["held", held],
  ]);
  const [one, two] = ["one", "two"].map((place) => new Map([[place, even]])) as [
    Map<string, typeof even>,
    Map<string, typeof even>,
  ];
  const totals = new SharedTotals([whole, one, two], 0.85);
  expect([whole, one, two, two, one].map((each) => totals.add(each))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});
