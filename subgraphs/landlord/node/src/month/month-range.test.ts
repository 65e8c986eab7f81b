import { BadUserInputError, monthNumber, monthText } from "@palier/schema";
import { type MonthArguments, requestedRange } from "./month-range.js";

const closed = { months: ["2025-02", "2025-03", "2026-10"].map(monthNumber) };

function asked(range: MonthArguments, months = 12, atMost = 36) {
  const found = requestedRange(closed, range, { months, atMost });
  return found && [monthText(found.from), monthText(found.to)];
}

it("ends at the last closed month unless told", () => {
  expect(asked({})).toEqual(["2025-11", "2026-10"]);
  expect(asked({ from: "2026-01" })).toEqual(["2026-01", "2026-10"]);
});

it("begins as many months before its end as the field gives by default", () => {
  expect(asked({ to: "2026-03" })).toEqual(["2025-04", "2026-03"]);
  expect(
    asked({ to: null, from: null }, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY),
  ).toEqual(["2025-02", "2026-10"]);
});

it("leaves out what lies before the first and after the last closed month", () => {
  expect(asked({ from: "2024-12", to: "2027-01" })).toEqual(["2025-02", "2026-10"]);
});

it("finds nothing in a range without closed months, or that ends before it begins", () => {
  expect(asked({ from: "2027-01", to: "2027-02" })).toBeNull();
  expect(asked({ from: "2026-05", to: "2026-04" })).toBeNull();
  expect(requestedRange({ months: [] }, {}, { months: 12, atMost: 36 })).toBeNull();
});

it("refuses more months than the field gives", () => {
  expect(() => asked({ from: "2023-10" })).toThrow(BadUserInputError);
  expect(asked({ from: "2023-11" })).toEqual(["2025-02", "2026-10"]);
});
