import { UsedOnce } from "./used-once.js";

it("lets an id serve once, also after its end, as long as clocks may differ", () => {
  const ids = new UsedOnce();
  expect(ids.use("a", 130, 100)).toBe(true);
  expect(ids.use("a", 130, 100)).toBe(false);
  expect(ids.use("a", 130, 140)).toBe(false);
  expect(ids.use("b", 130, 100)).toBe(true);
});

it("forgets ids that no longer live, and those only", () => {
  const ids = new UsedOnce(2);
  ids.use("a", 130, 100);
  ids.use("b", 160, 130);
  expect(ids.use("c", 160, 130)).toBe(false);
  expect(ids.use("c", 220, 190)).toBe(true);
  expect(ids.use("b", 160, 190)).toBe(false);
});

it("refuses rather than forgets when its memory is full", () => {
  const ids = new UsedOnce(1);
  ids.use("a", 130, 100);
  expect(ids.use("b", 130, 100)).toBe(false);
  expect(ids.use("a", 130, 100)).toBe(false);
});

it.each([0, 5, 60, 300])("remembers an id as long as clocks may differ: %s s", (tolerance) => {
  const ids = new UsedOnce(10, tolerance);
  ids.use("a", 130, 100);
  // As long as a visa is believed that ends at 130: jose counts whole seconds.
  expect(ids.use("a", 130, 129.9 + tolerance)).toBe(false);
  expect(ids.use("b", 170, 130 + tolerance)).toBe(true);
  expect(ids.use("a", 130, 130 + tolerance)).toBe(true);
});
