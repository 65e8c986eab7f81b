import { monthNumber } from "../ground/month.js";
import { decisionInForce, decisionProblems } from "./decision.js";
import type { Level } from "./grid.js";

const october = monthNumber("2026-10");

it("may cover one to six months", () => {
  expect(decisionProblems({ level: 3, fromMonth: october, untilMonth: october })).toEqual([]);
  expect(decisionProblems({ level: 3, fromMonth: october, untilMonth: october + 5 })).toEqual([]);
});

it("names everything that is wrong, and what would be right", () => {
  expect(
    decisionProblems({ level: 5 as Level, fromMonth: october, untilMonth: october + 6 }),
  ).toEqual([
    "the level of a decision must be 1, 2, 3 or 4",
    "a decision covers 6 months at most; from 2026-10 it may last until 2027-03",
  ]);
  expect(decisionProblems({ level: 1, fromMonth: october, untilMonth: october - 1 })).toEqual([
    "a decision cannot end (2026-09) before it begins (2026-10)",
  ]);
});

it("is in force from its first month to its last", () => {
  const decision = { level: 3, fromMonth: october, untilMonth: october + 1 } as const;
  const inForce = [-1, 0, 1, 2].map((offset) => decisionInForce([decision], october + offset));
  expect(inForce).toEqual([null, decision, decision, null]);
});
