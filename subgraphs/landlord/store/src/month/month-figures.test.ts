import { figuresOf } from "./month-figures.js";

const year = (incidents: number) =>
  new Map(Array.from({ length: 12 }, (_, month) => [24_000 + month, incidents] as const));

it("shows the months around those that are closed, and of which there is something", () => {
  const counts = new Map([
    [23_999, 4],
    [24_000, 5],
    [24_001, 6],
    [24_005, 9],
  ]);
  expect(figuresOf(counts, [24_001]).map(({ month, isClosing }) => [month, isClosing])).toEqual([
    [23_999, false],
    [24_000, false],
    [24_001, true],
  ]);
});

it.each([
  ["a third of what is usual is no few", 10, 30, null],
  ["less is", 9, 30, 30],
  ["none is", 0, 6, 6],
  ["few say nothing where few are usual", 0, 5, null],
])("tells unusually few incidents: %s", (_, incidents, around, usual) => {
  const counts = year(around);
  counts.delete(24_005);
  if (incidents > 0) counts.set(24_005, incidents);
  const found = figuresOf(counts, [24_005]).find(({ month }) => month === 24_005);
  expect(found).toEqual({ month: 24_005, incidents, isClosing: true, usual });
});
