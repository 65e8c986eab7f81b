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
