import type { Former } from "../contribution/former.js";
import type { LandlordAnswer } from "../contribution/landlord-answer.js";
import { territoryRestatements } from "./restatements.js";

const at = (level: number, dwellings: number) => [{ level, sites: 1, dwellings }];

function answer(
  landlord: string,
  level: number | null,
  formers: readonly (readonly [day: string, reason: string, level: number])[] = [],
): LandlordAnswer {
  const bounds = { dwellings: 50, least: 45, most: 55 };
  return {
    expected: { landlord, contribution: `${landlord}:1:2026-10`, ...bounds },
    formers: formers.map(
      ([restatedOn, reason, former]): Former => ({ restatedOn, reason, tallies: at(former, 50) }),
    ),
    ...(level === null
      ? { status: "MONTH_NOT_CLOSED" }
      : { status: "ANSWERED", tallies: at(level, 50) }),
  };
}

/** Levels that have a site, by day. */
function told(answers: readonly LandlordAnswer[]) {
  return territoryRestatements(answers).map(({ restatedOn, reasons, landlords, levels }) => [
    restatedOn,
    reasons.join(" "),
    landlords.map(({ slug }) => slug).join(" "),
    levels.flatMap(({ level, sites }) => (sites === 0 ? [] : [`${level}×${sites}`])).join(" "),
  ]);
}

it("has none where nothing was stated anew", () => {
  expect(told([answer("a", 1), answer("b", null)])).toEqual([]);
});

it("sums what each landlord had published before a day, whatever came later", () => {
  const a = answer("a", 1, [
    ["2026-12-05", "DECISION", 4],
    ["2026-12-01", "CORRECTION", 3],
    ["2026-12-01", "EARLIER_MONTH", 2],
  ]);
  const b = answer("b", 2, [["2026-12-03", "DECISION", 1]]);
  expect(told([a, b, answer("c", 1)])).toEqual([
    ["2026-12-05", "DECISION", "a", "4×1 2×1 1×1"],
    ["2026-12-03", "DECISION", "b", "4×1 1×2"],
    ["2026-12-01", "CORRECTION EARLIER_MONTH", "a", "2×1 1×2"],
  ]);
});

it("counts a landlord whose month is open again as it was published", () => {
  expect(told([answer("a", null, [["2026-12-05", "REOPENED", 3]]), answer("b", 1)])).toEqual([
    ["2026-12-05", "REOPENED", "a", "3×1 1×1"],
  ]);
});

it("tells twenty days at most", () => {
  const days = Array.from({ length: 25 }, (_, index) => {
    return [`2026-12-${String(28 - index).padStart(2, "0")}`, "DECISION", 2] as const;
  });
  expect(told([answer("a", 1, days)]).map(([day]) => day)).toEqual(
    days.slice(0, 20).map(([day]) => day),
  );
});
