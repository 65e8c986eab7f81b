import { historyScale, sizes, stepPath } from "./history-layout";
import type { HistoryPoint } from "./history-points";

function point(level: number | null): HistoryPoint {
  const state = level === null ? "UNDETERMINED" : "CLASSIFIED";
  return { month: "2026-01", state, level, computedLevel: level, decidedLevel: null };
}

it("draws one step a month, and breaks where the level is undetermined", () => {
  const scale = historyScale(sizes.left + sizes.right + 50, 5);
  const points = [1, 1, 3, null, 2].map(point);
  const { x, y } = scale;
  expect(scale.step).toBe(10);
  expect(stepPath(points, ({ level }) => level, scale)).toBe(
    `M${x(0)},${y(1)}H${x(2)}L${x(2)},${y(3)}H${x(3)}M${x(4)},${y(2)}H${x(5)}`,
  );
});

it("puts higher levels higher", () => {
  const { y } = historyScale(800, 36);
  expect(y(4)).toBeLessThan(y(3));
  expect(y(1) - y(2)).toBe(sizes.band);
});
