import { levels } from "@palier/dashboard-ui/parts/levels";
import { levelShape, shapeReach } from "./level-shapes";

it("tells levels apart by shape and by figure, undetermined included", () => {
  const drawn = levels.map(levelShape);
  expect(drawn.map(({ figure }) => figure)).toEqual(["4", "3", "2", "1", "?"]);
  expect(new Set(drawn.slice(0, 4).map(({ path }) => path)).size).toBe(4);
});

it("draws what it does not know as undetermined", () => {
  expect(levelShape(7)).toEqual(levelShape(null));
});

it.each(levels)("keeps level %s within reach", (level) => {
  const numbers = levelShape(level).path.match(/-?\d+(\.\d+)?/g) ?? [];
  expect(Math.max(...numbers.map((number) => Math.abs(Number(number))))).toBeLessThan(shapeReach);
});
