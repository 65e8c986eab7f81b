import * as fc from "fast-check";
import { type MonthNumber, monthsBetween } from "../ground/month.js";
import { classify, classifyFrom, type DecidedHistory } from "./classify.js";
import type { Decision } from "./decision.js";
import { type Level, levels } from "./grid.js";
import { grid1 } from "./grid-1.js";
import type { FamilyCount } from "./reasons.js";

const first = 24_000;
const months = 40;
const last = first + months - 1;

const families = [
  "INCIVILITY",
  "DAMAGE",
  "THREAT",
  "VIOLENCE",
  "TRAFFICKING",
  "OBSTRUCTION",
  "PROPERTY",
];

const month = fc.integer({ min: first, max: last });
const count = fc.record({
  month,
  family: fc.constantFrom(...families),
  incidents: fc.integer({ min: 1, max: 3 }),
});
const closedMonths = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: months, maxLength: months })
  .map((draws) => monthsBetween(first, last).filter((_, index) => draws[index] !== 0));
const decision = fc
  .record({
    level: fc.constantFrom(...levels),
    fromMonth: month,
    length: fc.integer({ min: 0, max: 5 }),
  })
  .map(({ level, fromMonth, length }) => ({ level, fromMonth, untilMonth: fromMonth + length }));
const history: fc.Arbitrary<DecidedHistory> = fc.record({
  dwellings: fc.integer({ min: 1, max: 600 }),
  incidents: fc.array(count, { maxLength: 120 }),
  closedMonths,
  decisions: fc.array(decision, { maxLength: 3 }),
});

const shuffled = history.chain((site) =>
  fc.record({
    site: fc.constant(site),
    incidents: fc.shuffledSubarray([...site.incidents], { minLength: site.incidents.length }),
    closed: fc.shuffledSubarray([...site.closedMonths], { minLength: site.closedMonths.length }),
  }),
);

/** The computed level as the grid is worded, counted anew for each month. */
function computedAsWorded(
  { dwellings, incidents, closedMonths: closed }: DecidedHistory,
  at: MonthNumber,
): Level {
  const seen = incidents.filter(
    (i) => i.month > at - 12 && i.month <= at && closed.includes(i.month),
  );
  const of = (wanted: readonly string[]) => seen.filter(({ family }) => wanted.includes(family));
  const n = (...wanted: string[]) => of(wanted).reduce((sum, i) => sum + i.incidents, 0);
  const monthsWith = (...wanted: string[]) => new Set(of(wanted).map((i) => i.month)).size;
  const nuisances = ["INCIVILITY", "DAMAGE", "THREAT"];
  if (
    monthsWith("TRAFFICKING") >= 6 &&
    n("VIOLENCE") >= 3 &&
    n("DAMAGE") >= 3 &&
    n("OBSTRUCTION", "THREAT") >= 3
  ) {
    return 4;
  }
  if (monthsWith("TRAFFICKING") >= 3) return 3;
  const enough = Math.max(6, Math.ceil((4 * dwellings) / 100));
  return n(...nuisances) >= enough && monthsWith(...nuisances) >= 3 ? 2 : 1;
}

it("computes what the grid says in words", () =>
  fc.assert(
    fc.property(history, (site) => {
      const wrong = classify(site, grid1).filter((entry) => {
        const { month: at, status, computedLevel, reasons, level, decision, heldLevel } = entry;
        const closed = site.closedMonths.filter((m) => m > at - 12 && m <= at).length;
        const isDetermined = closed >= 10;
        if (entry.closedMonths !== closed) return true;
        if (status !== (isDetermined ? "CLASSIFIED" : "UNDETERMINED")) return true;
        if (!isDetermined) return false;
        const highestGate = reasons.find(({ met }) => met)?.level ?? 1;
        return (
          computedLevel !== computedAsWorded(site, at) ||
          computedLevel !== highestGate ||
          level !== (decision?.level ?? heldLevel)
        );
      });
      expect(wrong).toEqual([]);
    }),
  ));

it("never lowers a computed or held level when an incident is added", () =>
  fc.assert(
    fc.property(history, count, (site, added) => {
      const after = classify({ ...site, incidents: [...site.incidents, added] }, grid1);
      const lowered = classify(site, grid1).filter(
        (before, index) =>
          (after[index]?.computedLevel ?? 0) < (before.computedLevel ?? 0) ||
          (after[index]?.heldLevel ?? 0) < (before.heldLevel ?? 0),
      );
      expect(lowered).toEqual([]);
    }),
  ));

it("does not depend on the order of incidents nor of closed months, and repeats itself", () =>
  fc.assert(
    fc.property(shuffled, ({ site, incidents, closed }) => {
      const expected = classify(site, grid1);
      expect(classify({ ...site, incidents, closedMonths: closed }, grid1)).toEqual(expected);
      expect(classify(site, grid1)).toEqual(expected);
      const split = incidents.flatMap((entry): FamilyCount[] =>
        Array.from({ length: entry.incidents }, () => ({ ...entry, incidents: 1 })),
      );
      expect(classify({ ...site, incidents: split }, grid1)).toEqual(expected);
    }),
  ));

it("gives the same when it goes on from any month", () =>
  fc.assert(
    fc.property(history, month, month, (site, oneCut, otherCut) => {
      const cuts = [oneCut, otherCut].sort((a, b) => a - b);
      const earliest = (from: MonthNumber) => site.incidents.filter((i) => i.month >= from - 11);
      const until = (end: MonthNumber) => site.closedMonths.filter((closed) => closed < end);
      const [cut = first, secondCut = first] = cuts;
      const start = classifyFrom({ ...site, closedMonths: until(cut) }, first, null, grid1);
      const middle = classifyFrom(
        { ...site, incidents: earliest(cut), closedMonths: until(secondCut) },
        cut,
        start.state,
        grid1,
      );
      const end = classifyFrom(
        { ...site, incidents: earliest(secondCut) },
        secondCut,
        middle.state,
        grid1,
      );
      expect([...start.entries, ...middle.entries, ...end.entries]).toEqual(classify(site, grid1));
    }),
  ));

it("holds each decision for its months only, and changes no computed level by it", () =>
  fc.assert(
    fc.property(history, (site) => {
      const undecided = classify({ ...site, decisions: [] }, grid1);
      const wrong = classify(site, grid1).filter((entry, index) => {
        const covering = (site.decisions as Decision[]).filter(
          ({ fromMonth, untilMonth }) => fromMonth <= entry.month && entry.month <= untilMonth,
        );
        return (
          entry.computedLevel !== undecided[index]?.computedLevel ||
          entry.heldLevel !== undecided[index]?.heldLevel ||
          entry.decision !== (entry.level === null ? null : (covering.at(-1) ?? null))
        );
      });
      expect(wrong).toEqual([]);
    }),
  ));
