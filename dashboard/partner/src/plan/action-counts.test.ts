import { countPlan, totalOf } from "./action-counts";

it("shows every axis and status, zero where the graph says nothing", () => {
  const { byAxis, whole } = countPlan([
    { axis: 1, status: "DONE", actions: 2 },
    { axis: 3, status: "DONE", actions: 4 },
    { axis: 3, status: "PLANNED", actions: 1 },
  ]);
  expect([...byAxis]).toEqual([
    [1, { DONE: 2, IN_PROGRESS: 0, PLANNED: 0, ABANDONED: 0 }],
    [2, { DONE: 0, IN_PROGRESS: 0, PLANNED: 0, ABANDONED: 0 }],
    [3, { DONE: 4, IN_PROGRESS: 0, PLANNED: 1, ABANDONED: 0 }],
    [4, { DONE: 0, IN_PROGRESS: 0, PLANNED: 0, ABANDONED: 0 }],
    [5, { DONE: 0, IN_PROGRESS: 0, PLANNED: 0, ABANDONED: 0 }],
  ]);
  expect(whole).toEqual({ DONE: 6, IN_PROGRESS: 0, PLANNED: 1, ABANDONED: 0 });
  expect(totalOf(whole)).toBe(7);
});
