import { cardLayout } from "./mark-layout";
import type { LevelCount } from "./site-marks";

const counts: readonly LevelCount[] = [
  { level: 4, sites: 3 },
  { level: 3, sites: 12 },
  { level: 1, sites: 120 },
];

it("writes the name and every level with its number of sites", () => {
  const { name, entries } = cardLayout("Melun", counts);
  expect(name.text).toBe("Melun");
  expect(entries.map(({ level, count }) => [level, count.text])).toEqual([
    [4, "3"],
    [3, "12"],
    [1, "120"],
  ]);
});

it("keeps everything on the card, one level or five, short names or long ones", () => {
  const five: readonly LevelCount[] = [
    ...counts,
    { level: 2, sites: 7 },
    { level: null, sites: 1 },
  ];
  for (const name of ["Bû", "Saint-Fargeau-Ponthierry"]) {
    for (const some of [counts.slice(0, 1), counts, five]) {
      const { width, height, entries } = cardLayout(name, some);
      for (const { mark, count } of entries) {
        expect(mark.x).toBeGreaterThan(9);
        expect(mark.y).toBeLessThan(height - 8);
        expect(count.x + count.text.length * 7).toBeLessThan(width);
      }
    }
  }
});
