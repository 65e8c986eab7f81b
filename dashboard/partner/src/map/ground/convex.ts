/** A point on a plane. */
export type Point = readonly [x: number, y: number];

/** The hull's corners, counterclockwise, none repeated (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): readonly Point[] {
  const sorted = [...points].sort(([ax, ay], [bx, by]) => ax - bx || ay - by);
  const lower = chain(sorted);
  const upper = chain(sorted.reverse());
  return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function chain(sorted: readonly Point[]): readonly Point[] {
  const kept: Point[] = [];
  for (const point of sorted) {
    while (kept.length >= 2 && !turnsLeft(kept, point)) kept.pop();
    kept.push(point);
  }
  return kept;
}

function turnsLeft(kept: readonly Point[], [x, y]: Point): boolean {
  const [from, by] = kept.slice(-2);
  if (from === undefined || by === undefined) return false;
  return (by[0] - from[0]) * (y - from[1]) - (by[1] - from[1]) * (x - from[0]) > 0;
}

/** The part of a convex polygon that lies nearer to one point than to another. */
export function nearerPart(polygon: readonly Point[], own: Point, other: Point): readonly Point[] {
  const middle = [(own[0] + other[0]) / 2, (own[1] + other[1]) / 2] as const;
  const inward = ([x, y]: Point) =>
    (x - middle[0]) * (own[0] - other[0]) + (y - middle[1]) * (own[1] - other[1]);
  return polygon.flatMap((point, at) => {
    const before = polygon[(at + polygon.length - 1) % polygon.length] ?? point;
    const [is, was] = [inward(point), inward(before)];
    const crossing = is >= 0 === was >= 0 ? [] : [between(before, point, was / (was - is))];
    return is >= 0 ? [...crossing, point] : crossing;
  });
}

function between([ax, ay]: Point, [bx, by]: Point, share: number): Point {
  return [ax + share * (bx - ax), ay + share * (by - ay)];
}
