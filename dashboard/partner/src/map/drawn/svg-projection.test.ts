import { projectOnto } from "./svg-projection";

const bounds = { west: 2.5, east: 2.7, south: 48.4, north: 48.6 };
const drawing = { width: 400, margin: 10, mostHeight: 1000 };

it("puts the bounds' corners into the drawing's, north up", () => {
  const { project, height } = projectOnto(bounds, drawing);
  const [left, top] = project([2.5, 48.6]);
  const [right, bottom] = project([2.7, 48.4]);
  expect([left, top]).toEqual([10, 10]);
  expect(right).toBeCloseTo(390);
  expect(bottom).toBeCloseTo(height - 10, 0);
});

it("stays within the height it is given, in the middle of the width", () => {
  const { project, height } = projectOnto(bounds, { ...drawing, mostHeight: 200 });
  expect(height).toBe(200);
  expect(project([2.6, 48.5])[0]).toBeCloseTo(200);
});

it("draws an outline the same whichever way it runs, not the world around it", () => {
  const { path } = projectOnto(bounds, drawing);
  const ring = [
    [2.5, 48.4],
    [2.7, 48.4],
    [2.7, 48.6],
    [2.5, 48.4],
  ];
  const lengthOf = (coordinates: number[][]) =>
    path({ type: "Polygon", coordinates: [coordinates] }).split("L").length;
  expect(lengthOf(ring)).toBe(3);
  expect(lengthOf(ring.toReversed())).toBe(3);
});
