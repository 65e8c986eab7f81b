import fc from "fast-check";
import { runs } from "../../testing/runs.js";
import { writeConvention } from "../../testing/write-convention.js";
import type { Convention } from "../convention.js";
import { conventionHash } from "../signatures/signature-hash.js";
import { heldOver, stageAt, stagesOf, versionInForce } from "./stages.js";

function version(number: number, from: string, threshold = 5): Convention {
  return writeConvention({
    version: number,
    validity: { from, until: "2099-12-31" },
    disclosure: { threshold, leastLandlords: 3, largestShare: 0.85 },
  }).convention;
}

const first = version(1, "2024-01-01");
const second = version(2, "2027-01-01", 9);
/** The last moment of 2026 in France, and the first of 2027. */
const newYear = new Date("2026-12-31T23:00:00Z");
const before = new Date(newYear.getTime() - 1);

it("serves under the version before until the day of the next one, and under that from then on", () => {
  for (const versions of [[first, second] as const, [second, first] as const]) {
    expect(versionInForce(versions, before)).toBe(first);
    expect(versionInForce(versions, newYear)).toBe(second);
  }
});

it("grants until that day what both grant, with the larger k, and then what the next one does", () => {
  const stages = stagesOf([first, second]);
  expect(stageAt(stages, before).granted.disclosure.threshold).toBe(9);
  expect(stageAt(stages, before).granted.version).toBe(1);
  const lax = stagesOf([version(1, "2024-01-01", 9), version(2, "2027-01-01", 5)]);
  expect(stageAt(lax, before).granted.disclosure.threshold).toBe(9);
  expect(stageAt(lax, newYear).granted.disclosure.threshold).toBe(5);
});

it("knows every text at hand by its hash, on every day", () => {
  for (const stage of stagesOf([first, second])) {
    expect([...stage.texts.keys()].toSorted()).toEqual(
      [first, second].map(conventionHash).toSorted(),
    );
    expect(stage.hash).toBe(conventionHash(stage.convention));
  }
});

it("holds a text that has not begun where there is no other", () => {
  expect(versionInForce([second], before)).toBe(second);
});

it("never goes back: on no day is a lower version in force than on a day before", () => {
  const day = fc
    .integer({ min: 1, max: 28 })
    .map((date) => `2026-01-${`${date}`.padStart(2, "0")}`);
  fc.assert(
    fc.property(fc.array(day, { minLength: 1, maxLength: 6 }), (days) => {
      const [one, ...others] = days.map((from, at) => ({
        ...first,
        version: at + 1,
        validity: { from, until: "2099-12-31" },
      }));
      if (one === undefined) return;
      const stages = stagesOf([one, ...others]);
      const numbers = Array.from({ length: 31 }, (_, at) => {
        const now = new Date(Date.UTC(2026, 0, at + 1, 12));
        const { convention, granted } = stageAt(stages, now);
        const begun = [one, ...others].filter(
          ({ validity }) => validity.from <= now.toISOString().slice(0, 10),
        );
        const highest = Math.max(...begun.map(({ version: number }) => number));
        if (begun.length > 0) expect(convention.version).toBe(highest);
        expect(granted.version).toBe(convention.version);
        return convention.version;
      });
      const fromFirstDay = numbers.slice(Number((days.toSorted()[0] ?? "").slice(-2)) - 1);
      expect(fromFirstDay).toEqual(fromFirstDay.toSorted((a, b) => a - b));
    }),
    { numRuns: runs(200) },
  );
});

describe("when a file is replaced", () => {
  it("keeps the version in force until the next one's day, and what others may still go by", () => {
    expect(heldOver([first], [second], before)).toEqual([second, first]);
    expect(heldOver([second, first], [second], newYear)).toEqual([second]);
    expect(heldOver([first], [version(2, "2025-01-01")], before).map((one) => one.version)).toEqual(
      [2, 1],
    );
  });

  it("puts no older version back in force", () => {
    const held = heldOver([second, first], [first], newYear);
    expect(versionInForce(held, newYear)).toBe(second);
  });

  it("forgets a next version that was taken back before its day", () => {
    expect(heldOver([second, first], [first], before)).toEqual([first]);
  });
});
