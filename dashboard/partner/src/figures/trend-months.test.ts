import { extremesOf, trendMonths } from "./trend-months";

const point = (month: string, hardDwellings: number | null, answered = 2) => ({
  month,
  levels: [
    { level: 3, sites: hardDwellings === null ? 0 : 1, dwellings: hardDwellings ?? 0, share: 0 },
    { level: hardDwellings === null ? null : 1, sites: 4, dwellings: 100, share: 0 },
  ],
  coverage: {
    landlordsExpected: 2,
    landlordsAnswered: answered,
    landlords: ["a", "b"].map((slug, index) => ({
      landlord: { slug },
      status: index < answered ? ("ANSWERED" as const) : ("TIMED_OUT" as const),
    })),
  },
});

it("gives months without a level no share, and marks those of partial coverage", () => {
  const months = trendMonths(
    [point("2026-07", null), point("2026-08", 100, 1), point("2026-09", 100, 0)],
    null,
  );
  expect(
    months.map(({ month, levels, hard, isPartial }) => [
      month,
      levels !== null,
      hard?.share ?? null,
      isPartial,
    ]),
  ).toEqual([
    ["2026-07", true, null, false],
    ["2026-08", true, 0.5, true],
    ["2026-09", false, null, true],
  ]);
});

it("does not mark a single landlord's months for another landlord's absence", () => {
  expect(trendMonths([point("2026-08", 100, 1)], "a")[0]?.isPartial).toBe(false);
});

it("finds the first, last, highest and lowest share", () => {
  const months = trendMonths(
    [point("2026-07", 100), point("2026-08", 300), point("2026-09", 0), point("2026-10", 100)],
    null,
  );
  const extremes = extremesOf(months);
  expect([
    extremes?.first.month,
    extremes?.last.month,
    extremes?.most.month,
    extremes?.least.month,
  ]).toEqual(["2026-07", "2026-10", "2026-08", "2026-09"]);
  expect(extremesOf([])).toBeNull();
});
