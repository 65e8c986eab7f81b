import { Random } from "../record/random.js";
import { splitDwellings, splitIntoExactly } from "./split-dwellings.js";

const range = { least: 12, most: 170, skew: 2 } as const;

it("splits any stock into sites that add up to it", () => {
  for (let total = 1; total <= 1_500; total += 7) {
    const sizes = splitDwellings(total, range, new Random("split", total));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(total);
    // A remainder too small for a site is added to the last one.
    expect(Math.max(...sizes)).toBeLessThan(range.most + range.least);
    if (total >= range.least) expect(Math.min(...sizes)).toBeGreaterThanOrEqual(range.least);
  }
});

it("splits into as many sites as asked, within the range", () => {
  const sizes = splitIntoExactly(28, 2_000, range, new Random("exactly"));
  expect(sizes).toHaveLength(28);
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(2_000);
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(range.least);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(range.most);
});

it("refuses a number of sites that the dwellings do not make", () => {
  expect(() => splitIntoExactly(28, 300, range, new Random("few"))).toThrow("do not make 28 sites");
});
