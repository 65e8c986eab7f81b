import fc from "fast-check";
import { apportion } from "./apportion.js";

const count = fc.nat(40);
const shares = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 6 });

it("loses nothing and adds nothing in any month, and stays near the shares over all of them", () => {
  fc.assert(
    fc.property(fc.array(count, { maxLength: 11 }), shares, (counts, parts) => {
      const given = apportion(counts, parts);
      expect(given.map((month) => month.reduce((sum, one) => sum + one, 0))).toEqual(counts);
      expect(given.flat().every((one) => Number.isInteger(one) && one >= 0)).toBe(true);
      const all = counts.reduce((sum, one) => sum + one, 0);
      const whole = parts.reduce((sum, share) => sum + share, 0);
      parts.forEach((share, part) => {
        const had = given.reduce((sum, month) => sum + (month[part] ?? 0), 0);
        // Sainte-Laguë may leave the quota, by less than one for each other part.
        expect(Math.abs(had - (all * share) / whole)).toBeLessThan(parts.length);
      });
    }),
  );
});

it("spreads one a month by turns", () => {
  expect(apportion([1, 1, 1, 1], [3, 1])).toEqual([
    [1, 0],
    [1, 0],
    [0, 1],
    [1, 0],
  ]);
});
