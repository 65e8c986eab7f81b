import { UsedOnce } from "./used-once.js";

const owner = { partner: "police", subject: "one" };
const atMost = (ofPartner: number, ofSubject = ofPartner) => ({ ofPartner, ofSubject });

it("lets an id serve once, also after its end, as long as clocks may differ", () => {
  const ids = new UsedOnce();
  expect(ids.use("a", 130, 100, owner)).toBe(true);
  expect(ids.use("a", 130, 100, owner)).toBe(false);
  expect(ids.use("a", 130, 140, owner)).toBe(false);
  expect(ids.use("b", 130, 100, owner)).toBe(true);
});

it("forgets ids that no longer live, and those only", () => {
  const ids = new UsedOnce(atMost(2));
  ids.use("a", 130, 100, owner);
  ids.use("b", 160, 130, owner);
  expect(ids.use("c", 160, 130, owner)).toBe(false);
  expect(ids.use("c", 220, 190, owner)).toBe(true);
  expect(ids.use("b", 160, 190, owner)).toBe(false);
});

it("refuses rather than forgets when its memory is full", () => {
  const ids = new UsedOnce(atMost(1));
  ids.use("a", 130, 100, owner);
  expect(ids.use("b", 130, 100, owner)).toBe(false);
  expect(ids.use("a", 130, 100, owner)).toBe(false);
});

it.each([0, 5, 60, 300])("remembers an id as long as clocks may differ: %s s", (tolerance) => {
  const ids = new UsedOnce(atMost(10), tolerance);
  ids.use("a", 130, 100, owner);
  // As long as a visa is believed that ends at 130: jose counts whole seconds.
  expect(ids.use("a", 130, 129.9 + tolerance, owner)).toBe(false);
  expect(ids.use("b", 170, 130 + tolerance, owner)).toBe(true);
  expect(ids.use("a", 130, 130 + tolerance, owner)).toBe(true);
});

it("refuses only who has filled their share, and frees it with what it forgets", () => {
  const ids = new UsedOnce(atMost(3, 2));
  const colleague = { ...owner, subject: "two" };
  const other = { partner: "justice", subject: "one" };
  const use = (id: string, whose = owner, now = 100) => ids.use(id, now + 30, now, whose);
  expect([use("a"), use("b"), use("c")]).toEqual([true, true, false]);
  expect([use("d", colleague), use("e", colleague)]).toEqual([true, false]);
  expect([use("f", other), use("g", other)]).toEqual([true, true]);
  // What was refused was not remembered.
  expect([use("c", owner, 190), use("e", colleague, 190), use("a", owner, 190)]).toEqual([
    true,
    true,
    true,
  ]);
  expect(use("h", owner, 190)).toBe(false);
});
