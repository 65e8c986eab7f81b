import { axisRows, type ListedAction, mayHideLateOnes } from "./axis-rows";

const listed: readonly ListedAction[] = [
  { axis: 3, status: "IN_PROGRESS", dueDate: "2026-09-15" },
  { axis: 3, status: "PLANNED", dueDate: "2026-10-31" },
  { axis: 3, status: "PLANNED", dueDate: "2026-11-01" },
  { axis: 1, status: "PLANNED", dueDate: null },
  { axis: 1, status: "DONE", dueDate: "2026-01-01" },
];

it("counts as late what is open and was due by the end of the report's month", () => {
  const counts = [
    { axis: 3, status: "IN_PROGRESS", actions: 1 },
    { axis: 3, status: "PLANNED", actions: 2 },
    { axis: 1, status: "PLANNED", actions: 1 },
    { axis: 1, status: "DONE", actions: 1 },
    { axis: 1, status: "ABANDONED", actions: 4 },
  ] as const;
  expect(axisRows(counts, listed, "2026-10")).toEqual([
    { axis: 1, open: 1, late: 0, done: 1 },
    { axis: 2, open: 0, late: 0, done: 0 },
    { axis: 3, open: 3, late: 2, done: 0 },
    { axis: 4, open: 0, late: 0, done: 0 },
    { axis: 5, open: 0, late: 0, done: 0 },
  ]);
});

it("says when more late actions may follow than were read", () => {
  expect(mayHideLateOnes(listed.slice(0, 2), true, "2026-10")).toBe(true);
  expect(mayHideLateOnes(listed.slice(0, 2), false, "2026-10")).toBe(false);
  expect(mayHideLateOnes(listed, true, "2026-10")).toBe(false);
});
