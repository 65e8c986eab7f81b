import type { CountCell } from "../../counts/count-cell";
import { type AnsweredCount, countsGrid } from "./counts-grid";

function answer(
  month: string,
  status: AnsweredCount["status"],
  count: number | null,
): AnsweredCount {
  return { month, family: "DAMAGE", status, count };
}

function value(count: number): CountCell {
  return { state: "VALUE", count };
}

const withheld: CountCell = { state: "WITHHELD" };
const absent: CountCell = { state: "ABSENT" };

it("tells a value, a true zero, a withheld cell and a month without an answer apart", () => {
  const grid = countsGrid([
    answer("2026-01", "VALUE", 7),
    answer("2026-02", "ZERO", 0),
    answer("2026-03", "WITHHELD", null),
    answer("2026-04", null, null),
    answer("2026-05", "VALUE", null),
  ]);
  const months = ["2026-01", "2026-02", "2026-03", "2026-04", "2026-05", "2026-06"];
  expect(months.map((month) => grid.cell("DAMAGE", month))).toEqual([
    value(7),
    value(0),
    withheld,
    absent,
    withheld,
    absent,
  ]);
});
