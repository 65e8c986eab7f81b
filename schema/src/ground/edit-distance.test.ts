import fc from "fast-check";
import { editDistance } from "./edit-distance.js";

/** Every cell of the table, as the definition has it. */
function counted(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, place) => place);
  for (const [i, letter] of [...from].entries()) {
    const next = [i + 1];
    for (const [j, other] of [...to].entries()) {
      const replaced = (row[j] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(replaced, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}

it("is the number of letters to change, and beyond what is asked for only something greater", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 20 });
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 6 }), (from, to, most) => {
      const expected = counted(from, to);
      const found = editDistance(from, to, most);
      if (expected <= most) expect(found).toBe(expected);
      else expect(found).toBeGreaterThan(most);
    }),
  );
});
