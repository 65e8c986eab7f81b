import { BoundedMap } from "./bounded-map.js";

it("gives up the entry that was set first", () => {
  const map = new BoundedMap<string, number>(2).set("a", 1).set("b", 2).set("c", 3);
  expect([...map]).toEqual([
    ["b", 2],
    ["c", 3],
  ]);
});

it("counts an entry that is set anew as the youngest, and keeps the others", () => {
  const map = new BoundedMap<string | undefined, number>(2).set(undefined, 1).set("b", 2);
  map.set(undefined, 3).set("c", 4);
  expect([...map]).toEqual([
    [undefined, 3],
    ["c", 4],
  ]);
});
