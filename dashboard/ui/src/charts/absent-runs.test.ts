import { absentRuns } from "./absent-runs";

it("joins neighbours without a share, one run a reason", () => {
  const points = [
    { month: "1", share: null, absence: "a" },
    { month: "2", share: null, absence: "a" },
    { month: "3", share: null, absence: "b" },
    { month: "4", share: 0, absence: "b" },
    { month: "5", share: null, absence: "b" },
  ];
  const runs = absentRuns(points).map(({ from, to, absence }) => [from.month, to.month, absence]);
  expect(runs).toEqual([
    ["1", "2", "a"],
    ["3", "3", "b"],
    ["5", "5", "b"],
  ]);
});
