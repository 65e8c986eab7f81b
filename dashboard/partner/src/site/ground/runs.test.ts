import { runsOf } from "./runs";

it("joins neighbours that are alike, and only neighbours", () => {
  expect(runsOf([2, 4, 1, 3, 6], (value) => value % 2)).toEqual([
    { key: 0, from: 0, length: 2 },
    { key: 1, from: 2, length: 2 },
    { key: 0, from: 4, length: 1 },
  ]);
  expect(runsOf([], (value) => value)).toEqual([]);
});
