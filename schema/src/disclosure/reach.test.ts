import { grid1 } from "../grid/grid-1.js";
import { monthsBetween } from "../ground/month.js";
import type { CountedSite } from "./figures.js";
import { openLedger } from "./ledger.js";
import { makeRelease } from "./make-release.js";
import { reachOf } from "./reach.js";

const first = 24_000;
const splitAt = first + 20;

/** Two parts of a site, from a month on: half of what it had in the eleven months before is each one's. */
function split(of: string, at: number, parts: readonly [string, string]): CountedSite[] {
  const months = { from: at - 11, to: at - 1 };
  return parts.map((id, part) => ({
    ...{ id, place: `at ${id}`, dwellings: 40, ownFrom: at },
    span: { from: months.from, to: at + 40 },
    division: { of: [of], months, shares: [1, 1], part },
  }));
}

const whole: CountedSite = {
  ...{ id: "whole", place: "here", dwellings: 80 },
  span: { from: first, to: splitAt - 1 },
};
const once = [whole, ...split("whole", splitAt, ["p", "q"])];
const again = [
  ...once.map((site) =>
    site.id === "p" ? { ...site, span: { from: splitAt - 11, to: splitAt + 5 } } : site,
  ),
  ...split("p", splitAt + 6, ["r", "s"]),
];

it("looks a window farther for each split whose shares levels still count", () => {
  const months = [splitAt + 8];
  const spanOf = (sites: readonly CountedSite[]) => {
    const { from, to } = reachOf(months, sites, grid1);
    return [splitAt + 8 - from, to - splitAt - 8];
  };
  expect([[whole], once, again].map(spanOf)).toEqual([
    [33, 33],
    [44, 44],
    [55, 55],
  ]);
  // Of the whole nothing is left in any window of these parts.
  expect(spanOf([...once, ...split("p", splitAt + 12, ["r", "s"])])).toEqual([44, 44]);
});

it("looks anew at the months of a whole of which a part was split again, once a level counts shares of its shares", () => {
  const rule = { threshold: 5, grid: grid1, families: ["INCIVILITY"], key: "of a test".padEnd(32) };
  const month = splitAt + 8;
  const before = monthsBetween(first, month - 1);
  // The other part of the whole is there no more: it would ask for the same months.
  const given = { sites: again.filter(({ id }) => id !== "q"), counts: [] };
  const former = makeRelease(rule, [], { months: before, closedMonths: before, ...given });
  const closing = { months: [month], closedMonths: [...before, month], ...given };
  const { affected, levels } = openLedger(rule, [former], closing);
  expect(levels.map((level) => level.month)).toEqual(levels.map(() => month));
  // Six months before the first of those that the second split divides.
  expect(affected.from).toBe(splitAt - 11);
});
