import { readLevels, writeLevels } from "./level-choice";

it.each<[string | null, readonly number[] | null]>([
  ["3,4", [4, 3]],
  ["4,4,1", [4, 1]],
  ["5,2,x", [2]],
  [null, null],
  ["", null],
  ["9", null],
  ["1,2,3,4", null],
])("reads %s of an address", (text, levels) => {
  expect(readLevels(text)).toEqual(levels);
});

it("writes one address for one choice, and nothing for all or none", () => {
  expect(writeLevels([4, "3"])).toBe("3,4");
  expect(writeLevels(new Set([3, 4]))).toBe("3,4");
  expect(writeLevels([4, 3, 2, 1])).toBeNull();
  expect(writeLevels([])).toBeNull();
});
