import { dayAfterMonth, dayOf, daysLate } from "./due";

const today = "2026-11-23";

it("counts an open action late from the day after it was due", () => {
  const late = (dueDate: string | null) => daysLate({ status: "PLANNED", dueDate }, today);
  expect(["2026-11-24", "2026-11-23", "2026-11-22", "2025-11-23"].map(late)).toEqual([
    0, 0, 1, 365,
  ]);
  expect(late(null)).toBe(0);
});

it("counts no day twice or not at all where clocks change", () => {
  expect(daysLate({ status: "IN_PROGRESS", dueDate: "2026-10-20" }, "2026-10-30")).toBe(10);
});

it("counts nothing late that is done or abandoned", () => {
  const statuses = ["DONE", "ABANDONED", null] as const;
  expect(statuses.map((status) => daysLate({ status, dueDate: "2020-01-01" }, today))).toEqual([
    0, 0, 0,
  ]);
});

it("takes the day of the reader's own clock", () => {
  expect(dayOf(new Date(2026, 0, 5, 23, 59))).toBe("2026-01-05");
});

it("takes for late at a month's end what was due by its last day", () => {
  expect(["2026-02", "2026-12"].map(dayAfterMonth)).toEqual(["2026-03-01", "2027-01-01"]);
});
