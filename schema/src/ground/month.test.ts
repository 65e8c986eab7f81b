import { jest } from "@jest/globals";
import fc from "fast-check";
import {
  isMonth,
  monthNumber,
  monthOfDate,
  monthOfDay,
  monthsBetween,
  monthText,
} from "./month.js";

it("carries every month there and back, in order", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 9998 }),
      fc.integer({ min: 1, max: 12 }),
      (year, month) => {
        const text = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
        expect(monthText(monthNumber(text))).toBe(text);
        expect(monthOfDay(`${text}-28`)).toBe(monthNumber(text));
        expect(monthText(monthNumber(text) + 12).slice(4)).toBe(text.slice(4));
      },
    ),
  );
});

it.each(["2026-13", "2026-00", "2026-1", "26-01", "2026-01-01", "", null, 24321])(
  "does not take %p for a month",
  (value) => {
    expect(isMonth(value)).toBe(false);
  },
);

it("counts a day's last hour in Paris, not in London", () => {
  expect(monthText(monthOfDate(new Date("2026-10-31T23:30:00Z")))).toBe("2026-11");
  expect(monthText(monthOfDate(new Date("2026-06-30T22:30:00Z")))).toBe("2026-07");
});

it("makes no calendar for a day: one serves them all", () => {
  const made = jest.spyOn(Intl, "DateTimeFormat");
  for (let day = 1; day <= 28; day += 1) monthOfDate(new Date(Date.UTC(2026, 9, day)));
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});

it("has no months between an end and a later beginning", () => {
  expect(monthsBetween(monthNumber("2026-10"), monthNumber("2026-09"))).toEqual([]);
});
