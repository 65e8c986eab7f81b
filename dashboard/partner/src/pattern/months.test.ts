import { monthsFrom, monthsUntil } from "./months";

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
