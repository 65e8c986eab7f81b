import { changeSince, type MeasuredMonth, monthBefore } from "./change";

const inMonth = (
  month: string,
  counts: readonly (readonly [number | null, number, number])[],
  slugs: readonly string[] = ["ecluse"],
): MeasuredMonth => ({
  month,
  levels: counts.map(([level, sites, dwellings]) => ({ level, sites, dwellings, share: 0 })),
  coverage: { landlords: slugs.map((slug) => ({ landlord: { slug }, status: "ANSWERED" })) },
});

it("counts months back across years", () => {
  expect([
    monthBefore("2026-10", 1),
    monthBefore("2026-10", 12),
    monthBefore("2026-01", 1),
  ]).toEqual(["2026-09", "2025-10", "2025-12"]);
});

it("says by how much levels 3 and 4 grew, in sites, dwellings and points", () => {
  const trend = [
    inMonth("2026-09", [
      [4, 0, 0],
      [3, 2, 200],
      [1, 8, 800],
    ]),
    inMonth("2026-10", [
      [4, 1, 50],
      [3, 2, 200],
      [1, 7, 750],
    ]),
  ];
  expect(changeSince(trend, "2026-10", 1, null)).toEqual({
    kind: "change",
    since: "2026-09",
    sites: 1,
    dwellings: 50,
    share: expect.closeTo(0.05),
    hasOtherCoverage: false,
    undeterminedSites: 0,
  });
});

it("warns when other landlords answered then, unless one alone is shown", () => {
  const trend = [
    inMonth(
      "2026-09",
      [
        [3, 1, 10],
        [null, 2, 20],
      ],
      ["ecluse", "lisiere"],
    ),
    inMonth("2026-10", [[3, 1, 10]]),
  ];
  const change = { hasOtherCoverage: true, undeterminedSites: 2 };
  expect(changeSince(trend, "2026-10", 1, null)).toMatchObject(change);
  expect(changeSince(trend, "2026-10", 1, "ecluse")).toMatchObject({ hasOtherCoverage: false });
});

it("does not compare with a month that says nothing", () => {
  const trend = [inMonth("2026-09", [[null, 3, 30]]), inMonth("2026-10", [[3, 1, 10]])];
  const reasons = [1, 12].map((back) => changeSince(trend, "2026-10", back, null));
  expect(reasons).toEqual([
    { kind: "not-comparable", since: "2026-09", reason: "undetermined" },
    { kind: "not-comparable", since: "2025-10", reason: "not-published" },
  ]);
  const silent = [inMonth("2026-09", [[3, 1, 10]], []), inMonth("2026-10", [[3, 1, 10]])];
  expect(changeSince(silent, "2026-10", 1, null)).toMatchObject({ reason: "no-figures" });
});
