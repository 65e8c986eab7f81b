import { UsedStatements } from "./used-statements.js";

const owner = { partner: "police", subject: "one" };
const atMost = (ofPartner: number, ofSubject = ofPartner) => ({ ofPartner, ofSubject });

const now = 1_793_000_000;

it("lets a statement serve the fetches of one question, each body once", () => {
  const used = new UsedStatements();
  expect(["a", "b", "a", "c"].map((body) => used.use("one", body, now, owner))).toEqual([
    true,
    true,
    false,
    true,
  ]);
  // Another statement is another question.
  expect(used.use("two", "a", now, owner)).toBe(true);
});

it("ends half a minute after its first use, for as long as it could be shown again", () => {
  const used = new UsedStatements();
  expect(used.use("one", "a", now, owner)).toBe(true);
  expect(used.use("one", "b", now + 30, owner)).toBe(true);
  for (const later of [31, 60, 299, 305])
    expect(used.use("one", "c", now + later, owner)).toBe(false);
});

it("serves thirty-two fetches at most", () => {
  const used = new UsedStatements();
  const served = Array.from({ length: 40 }, (_one, index) =>
    used.use("one", `${index}`, now, owner),
  );
  expect(served.filter(Boolean)).toHaveLength(32);
});

it("refuses rather than forgets when it is full, and forgets what has ended", () => {
  const used = new UsedStatements(atMost(2));
  expect(["one", "two", "three"].map((id) => used.use(id, "a", now, owner))).toEqual([
    true,
    true,
    false,
  ]);
  expect(used.use("one", "a", now, owner)).toBe(false);
  expect(used.use("three", "a", now + 400, owner)).toBe(true);
});

it("remembers a statement as long as one could still be believed that clocks make later", () => {
  const used = new UsedStatements(atMost(10), 60);
  const life = 300 + 2 * 60;
  expect(used.use("one", "a", 1_000, owner)).toBe(true);
  expect(used.use("one", "a", 1_000 + life - 1, owner)).toBe(false);
  expect(used.use("one", "a", 1_000 + life, owner)).toBe(true);
});

it("refuses only who has filled their share, and lets their open questions go on", () => {
  const used = new UsedStatements(atMost(3, 2));
  const colleague = { ...owner, subject: "two" };
  const other = { ...owner, partner: "justice" };
  const use = (id: string, whose = owner, at = now) => used.use(id, "a", at, whose);
  expect([use("a"), use("b"), use("c")]).toEqual([true, true, false]);
  expect(used.use("a", "b", now, owner)).toBe(true);
  expect([use("d", colleague), use("e", colleague)]).toEqual([true, false]);
  expect([use("f", other), use("g", other)]).toEqual([true, true]);
  const later = now + 400;
  expect([use("c", owner, later), use("h", owner, later)]).toEqual([true, true]);
  expect(use("i", owner, later)).toBe(false);
});
