import { type AnsweredGate, gatesOf, openGate } from "./gates";
import { condition } from "./gates.fixture";

const trafficking = { measure: "MONTHS", families: ["TRAFFICKING"], threshold: 3 } as const;

it("reads gates with values and gates without them, the highest first", () => {
  const answered: AnsweredGate[] = [
    { level: 3, met: true, conditions: [{ ...trafficking, observed: 4, met: true }] },
    { level: 4, met: false, conditions: [{ ...trafficking, threshold: 6 }] },
  ];
  expect(gatesOf(answered)).toEqual([
    { level: 4, isMet: false, conditions: [condition("MONTHS", ["TRAFFICKING"], 6)] },
    { level: 3, isMet: true, conditions: [condition("MONTHS", ["TRAFFICKING"], 3, 4)] },
  ]);
});

it("leaves out what the graph could not answer for", () => {
  const answered: AnsweredGate[] = [
    { level: null, met: true, conditions: null },
    { level: 2, met: null, conditions: [{ ...trafficking, threshold: null }] },
  ];
  expect(gatesOf(answered)).toEqual([{ level: 2, isMet: null, conditions: [] }]);
});

it("names the highest gate that is met, and none at level 1", () => {
  const gates = gatesOf([
    { level: 2, met: true, conditions: [] },
    { level: 4, met: false, conditions: [] },
    { level: 3, met: true, conditions: [] },
  ]);
  expect(openGate(gates)?.level).toBe(3);
  expect(openGate(gates.slice(0, 1))).toBeNull();
});
