import type { CountCell } from "../counts/count-cell";
import { type Movements, movedOf, movements } from "./moved";

const count = (from: number | null, to: number | null, sites: number, decided?: number) => ({
  ...{ move: null, from, to, sites, decided },
});

/** Sites of each movement, in the table's order. */
function sitesOf(moved: Movements): (number | CountCell)[] {
  return movements.map((movement) => {
    const { sites } = moved[movement];
    return sites.state === "VALUE" && sites.isPartial !== true ? sites.count : sites;
  });
}

it("counts level 4 apart from 3: from 3 to 4 is a rise that enters nothing", () => {
  const counts = [count(3, 4, 3), count(4, 3, 1), count(1, 3, 2), count(2, 4, 1)];
  expect(sitesOf(movedOf(counts, true))).toEqual([6, 1, 3, 0, 4, 1]);
});

it("counts nothing up or down that had no level in one of the months", () => {
  const moved = movedOf([count(null, 4, 2), count(3, null, 1), count(3, 1, 1)], true);
  expect([sitesOf(moved), moved.incomparable]).toEqual([[0, 1, 0, 1, 0, 0], 3]);
});

it("tells how many moved by a decision, and nothing of it where the reader is told nothing", () => {
  const moved = movedOf([count(3, 4, 3, 1), count(1, 3, 2, 2)], true);
  expect([moved.rose, moved.entered].map(({ decided }) => decided)).toEqual([3, 2]);
  expect(movedOf([count(3, 4, 3)], true).rose.decided).toBeNull();
});

it("makes no zero of what landlords that are missing may have, and of a number as many or more", () => {
  expect(sitesOf(movedOf([count(1, 2, 3)], false))).toEqual([
    { state: "VALUE", count: 3, isPartial: true },
    ...Array.from({ length: 5 }, () => ({ state: "ABSENT" })),
  ]);
});
