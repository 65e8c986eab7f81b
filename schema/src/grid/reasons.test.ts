import * as fc from "fast-check";
import { type MonthNumber, monthsBetween } from "../ground/month.js";
import { runs } from "../testing/runs.js";
import { grid1 } from "./grid-1.js";
import { type ConditionReason, reasonsAt, type SiteHistory } from "./reasons.js";

const first = 24_000;
const last = first + 59;
const months = monthsBetween(first, last);
const families = ["TRAFFICKING", "VIOLENCE", "DAMAGE", "OBSTRUCTION", "THREAT", "INCIVILITY"];

/** A history that counts how often one of its counts, or its list of closed months, is looked at. */
function watched(): { readonly history: SiteHistory; readonly looks: () => number } {
  let looks = 0;
  const incidents = months.flatMap((month) =>
    families.map((family) => ({
      month,
      incidents: 1,
      get family() {
        looks += 1;
        return family;
      },
    })),
  );
  const history = {
    dwellings: 60,
    incidents,
    get closedMonths() {
      looks += 1;
      return months;
    },
  };
  return { history, looks: () => looks };
}

it("goes through a history once, however many of its months are asked for", () => {
  const { history, looks } = watched();
  expect(reasonsAt(history, last, grid1)).toHaveLength(grid1.gates.length);
  const ofOne = looks();
  for (const month of months) reasonsAt(history, month, grid1);
  expect(looks()).toBe(ofOne);
  expect(ofOne).toBe(months.length * families.length + 1);
});

const drawnHistory: fc.Arbitrary<SiteHistory> = fc.record({
  dwellings: fc.integer({ min: 1, max: 600 }),
  incidents: fc.array(
    fc.record({
      month: fc.integer({ min: first, max: last }),
      family: fc.constantFrom(...families, "PROPERTY"),
      incidents: fc.integer({ min: 0, max: 3 }),
    }),
    { maxLength: 120 },
  ),
  closedMonths: fc.shuffledSubarray(months, { minLength: 45 }),
});

/** What a condition counts in the window that ends at a month, counted for that month alone. */
function recounted(
  { incidents, closedMonths }: SiteHistory,
  at: MonthNumber,
  { families: wanted, measure }: ConditionReason,
): number {
  const seen = incidents.filter(
    (count) =>
      count.incidents > 0 &&
      wanted.includes(count.family) &&
      count.month > at - grid1.windowMonths &&
      count.month <= at &&
      closedMonths.includes(count.month),
  );
  return measure === "MONTHS"
    ? new Set(seen.map(({ month }) => month)).size
    : seen.reduce((sum, count) => sum + count.incidents, 0);
}

it("observes in each month what its window holds, whichever months were asked for before", () =>
  fc.assert(
    fc.property(drawnHistory, fc.shuffledSubarray(months), (history, asked) => {
      for (const month of asked) {
        const reasons = reasonsAt(history, month, grid1);
        const conditions = reasons.flatMap((gate) => gate.conditions);
        expect(conditions.map(({ observed }) => observed)).toEqual(
          conditions.map((condition) => recounted(history, month, condition)),
        );
        expect(reasons).toEqual(reasonsAt({ ...history }, month, grid1));
      }
    }),
    { numRuns: runs(50) },
  ));

it("answers for the grid that is asked for", () => {
  const { history } = watched();
  const strict = { ...grid1, minimumClosedMonths: 12, windowMonths: 12, gates: [] };
  expect(reasonsAt(history, last, grid1)).toHaveLength(grid1.gates.length);
  expect(reasonsAt(history, last, strict)).toEqual([]);
  expect(reasonsAt(history, last, grid1)).toHaveLength(grid1.gates.length);
});
