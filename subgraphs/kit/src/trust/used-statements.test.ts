import { UsedStatements } from "./used-statements.js";

const now = 1_793_000_000;

it("lets a statement serve the fetches of one question, each body once", () => {
  const used = new UsedStatements();
  expect(["a", "b", "a", "c"].map((body) => used.use("one", body, now))).toEqual([
    true,
    true,
    false,
    true,
  ]);
  // Another statement is another question.
  expect(used.use("two", "a", now)).toBe(true);
});

it("ends half a minute after its first use, for as long as it could be shown again", () => {
  const used = new UsedStatements();
  expect(used.use("one", "a", now)).toBe(true);
  expect(used.use("one", "b", now + 30)).toBe(true);
  for (const later of [31, 60, 299, 305]) expect(used.use("one", "c", now + later)).toBe(false);
});

it("serves thirty-two fetches at most", () => {
  const used = new UsedStatements();
  const served = Array.from({ length: 40 }, (_one, index) => used.use("one", `${index}`, now));
  expect(served.filter(Boolean)).toHaveLength(32);
});

it("refuses rather than forgets when it is full, and forgets what has ended", () => {
  const used = new UsedStatements(2);
  expect(["one", "two", "three"].map((id) => used.use(id, "a", now))).toEqual([true, true, false]);
  expect(used.use("one", "a", now)).toBe(false);
  expect(used.use("three", "a", now + 400)).toBe(true);
});

it("remembers a statement as long as one could still be believed that clocks make later", () => {
  const used = new UsedStatements(10, 60);
  const life = 300 + 2 * 60;
  expect(used.use("one", "a", 1_000)).toBe(true);
  expect(used.use("one", "a", 1_000 + life - 1)).toBe(false);
  expect(used.use("one", "a", 1_000 + life)).toBe(true);
});
