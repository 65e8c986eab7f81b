import { families } from "../../counts/families";
import type { Family } from "../../generated/graphql";
import { gateMarks } from "./gate-marks";
import { condition, gridOfSmallSite } from "./gates.fixture";

const [four, , two] = gridOfSmallSite;

it("draws what a gate counts together as one mark, in one lane where rows do not overlap", () => {
  if (four === undefined) throw new Error("no gate");
  const { marks, lanes } = gateMarks(four, families);
  expect(lanes).toBe(1);
  expect(marks.map(({ rows }) => rows.map((row) => families[row]))).toEqual([
    ["TRAFFICKING"],
    ["VIOLENCE"],
    ["OBSTRUCTION", "THREAT"],
    ["DAMAGE"],
  ]);
});

it("puts two measures of the same families on one mark", () => {
  if (two === undefined) throw new Error("no gate");
  const { marks } = gateMarks(two, families);
  expect(marks.map(({ conditions }) => conditions.map(({ measure }) => measure))).toEqual([
    ["INCIDENTS", "MONTHS"],
  ]);
});

it("gives overlapping marks lanes of their own", () => {
  const rows: Family[] = ["DAMAGE", "VIOLENCE", "THREAT"];
  const conditions = [
    condition("INCIDENTS", ["THREAT", "DAMAGE"], 3),
    condition("INCIDENTS", ["DAMAGE"], 1),
  ];
  const { marks, lanes } = gateMarks({ level: 4, isMet: null, conditions }, rows);
  expect(lanes).toBe(2);
  expect(marks.map(({ lane, rows: taken }) => [lane, taken])).toEqual([
    [0, [0, 2]],
    [1, [0]],
  ]);
});
