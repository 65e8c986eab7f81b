import { furtherOf, isEnough, smallRelease } from "./further-cells.js";

const tables = 20;
/** The solver tries every set of cells below half of what was taken: beyond, there are too many. */
const mostTried = 6;

it("withholds at most twice as many further cells as the least that is enough", () => {
  let withFurther = 0;
  let pinned = 0;
  let beyond = 0;
  for (let seed = 1; seed <= tables; seed += 1) {
    const release = smallRelease(seed);
    const taken = furtherOf(release).length;
    pinned += Number(release.pinned.length > 0);
    beyond += Number(taken > mostTried);
    if (taken === 0 || taken > mostTried || release.pinned.length > 0) continue;
    withFurther += 1;
    expect([seed, taken, isEnough(release, Math.ceil(taken / 2) - 1)]).toEqual([
      seed,
      taken,
      false,
    ]);
  }
  expect(withFurther).toBeGreaterThan(tables / 4);
  expect(pinned).toBeLessThan(tables / 8);
  expect(beyond).toBeLessThan(tables / 4);
});
