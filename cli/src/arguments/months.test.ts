import { monthText } from "@palier/schema";
import { collectMonths, parseMonth } from "./months.js";

it.each([
  [["2026-10"], ["2026-10"]],
  [["2025-11..2026-02"], ["2025-11", "2025-12", "2026-01", "2026-02"]],
  [
    ["2025-03", "2025-01..2025-03"],
    ["2025-01", "2025-02", "2025-03"],
  ],
])("reads %j as %j", (written, months) => {
  let collected: number[] | undefined;
  for (const text of written) collected = collectMonths(text, collected);
  expect(collected?.map(monthText)).toEqual(months);
});

it.each(["2026", "2026-13", "10/2026", "2026-01..", "2026-01..2026-02..2026-03", ""])(
  "refuses %j and says how to write it",
  (text) => {
    expect(() => collectMonths(text)).toThrow("YYYY-MM");
  },
);

it("refuses a range that ends before it begins", () => {
  expect(() => collectMonths("2026-03..2026-01")).toThrow("ends before it begins");
});

it("takes one month where one is meant", () => {
  expect(() => parseMonth("2026-01..2026-02")).toThrow("YYYY-MM");
});

it.each(["1500-01", "1969-12", "1500-01..2026-01"])("refuses the slip %s", (text) => {
  expect(() => collectMonths(text)).toThrow("from 1970-01 on");
});
