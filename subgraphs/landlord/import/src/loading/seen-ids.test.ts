import fc from "fast-check";
import { idBytes } from "../identity/incident-id.js";
import { importLimits } from "./import-limits.js";
import { SeenIds } from "./seen-ids.js";

const id = fc
  .array(fc.integer({ min: 0, max: 255 }), { minLength: idBytes, maxLength: idBytes })
  .map((bytes) => String.fromCharCode(...bytes));

it.each([
  ["as large as usual", importLimits],
  ["of a single block", { fewestFilterBlocks: 1, mostFilterBlocks: 1 }],
])("never takes an id for new that came before, in a filter %s", (_, limits) => {
  fc.assert(
    fc.property(fc.array(id, { maxLength: 300 }), (ids) => {
      const seen = new SeenIds(ids.length, limits);
      const came = new Set<string>();
      for (const next of ids) {
        const isNew = !seen.add(next);
        expect(isNew && came.has(next)).toBe(false);
        came.add(next);
        expect(seen.add(next)).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});

it("takes next to no new id for seen while it holds what it was made for", () => {
  const expected = 100_000;
  const seen = new SeenIds(expected, { ...importLimits, fewestFilterBlocks: 1 });
  const random = randomBytesOf(1);
  let mistaken = 0;
  for (let count = 0; count < expected; count += 1) {
    if (seen.add(Array.from({ length: idBytes }, random).join(""))) mistaken += 1;
  }
  expect(mistaken).toBeLessThan(3);
});

/** Characters of the codes 0 to 255, the same ones each time (Marsaglia's xorshift). */
function randomBytesOf(seed: number): () => string {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return String.fromCharCode((state >>> 8) & 0xff);
  };
}
