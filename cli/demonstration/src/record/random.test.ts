import { Random } from "./random.js";

it("gives the same numbers for the same name, on every machine", () => {
  const random = new Random(7, "a");
  expect([random.integer(0, 999), random.integer(0, 999), random.integer(0, 999)]).toEqual([
    506, 27, 984,
  ]);
  expect(new Random(7, "a").next()).toBe(new Random(7, "a").next());
  expect(new Random(7, "a").next()).not.toBe(new Random("7a").next());
});

it("draws every whole number of a range about as often", () => {
  const random = new Random("dice");
  const counts = [0, 0, 0, 0, 0, 0];
  for (let draw = 0; draw < 6_000; draw += 1) {
    const face = random.integer(1, 6);
    counts[face - 1] = (counts[face - 1] ?? 0) + 1;
  }
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(120);
});

it("never draws what has no weight", () => {
  const random = new Random("weights");
  const drawn = Array.from({ length: 500 }, () =>
    random.pickWeighted(["never", "rarely", "often"], (word) => word.length - 5),
  );
  expect(new Set(drawn)).toEqual(new Set(["rarely"]));
});

it("shuffles without losing anything or touching the list", () => {
  const list = [1, 2, 3, 4, 5, 6, 7, 8];
  const shuffled = new Random("cards").shuffle(list);
  expect(shuffled).not.toEqual(list);
  expect([...shuffled].sort()).toEqual(list);
  expect(list).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
