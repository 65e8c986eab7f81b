import { absentMonths, monthsFrom, monthsUntil, spansOf } from "./months";

it("lists months oldest first across a new year", () => {
  expect(monthsUntil("2026-02", 3)).toEqual(["2025-12", "2026-01", "2026-02"]);
  expect(monthsUntil("2026-12", 1)).toEqual(["2026-12"]);
});

it("lists the grid's window", () => {
  const months = monthsUntil("2026-10", 12);
  expect([months[0], months.length, months.at(-1)]).toEqual(["2025-11", 12, "2026-10"]);
});

it("leaves out the months before the first", () => {
  expect(monthsFrom("2026-01", monthsUntil("2026-02", 4))).toEqual(["2026-01", "2026-02"]);
});

it("takes a month that is not answered, or has no number, for unknown and not for none", () => {
  const counted = [
    { month: "2026-02", incidents: 0 },
    { month: "2026-03", incidents: null },
  ];
  const asked = monthsUntil("2026-04", 3);
  expect(absentMonths(asked, counted)).toEqual(["2026-03", "2026-04"]);
  expect(absentMonths(asked, null)).toEqual(asked);
});

it("says months in a row by their first and last", () => {
  expect(spansOf(["2025-11", "2025-12", "2026-01", "2026-03"])).toEqual([
    ["2025-11", "2026-01"],
    ["2026-03", "2026-03"],
  ]);
});
