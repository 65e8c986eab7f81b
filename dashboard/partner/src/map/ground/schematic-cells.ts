import { Delaunay } from "d3-delaunay";
import type { Polygon } from "geojson";
import { convexHull, nearerPart, type Point } from "./convex";
import type { LonLat } from "./geography";

export interface Centre {
  readonly code: string;
  readonly center: LonLat;
}

/** Corners of the circle that surrounds each centre; their hull is the edge of the map. */
const corners = 24;

/** Degrees of latitude around a centre that has no neighbour: about 2 km. */
const aloneDegrees = 0.02;

/**
 * Stand-ins for outlines: the points nearer to a commune's centre than to any other (Voronoi),
 * within a rounded edge. Communes that share one centre share one cell, given to the first.
 */
export function schematicCells(centres: readonly Centre[]): ReadonlyMap<string, Polygon> {
  const own = withoutRepeats(centres);
  if (own.length === 0) return new Map();
  // Degrees of longitude are shorter than those of latitude: distances are compared on a plane.
  const shrink = Math.cos(
    (own.reduce((sum, { center }) => sum + center[1], 0) / own.length / 180) * Math.PI,
  );
  const points = own.map(({ center: [x, y] }): Point => [x * shrink, y]);
  const edge = edgeAround(points);
  const delaunay = new Delaunay(points.flat());
  return new Map(
    own.map(({ code }, index) => {
      const ring = cellOf(index, points, delaunay, edge).map(([x, y]) => [x / shrink, y]);
      return [code, { type: "Polygon", coordinates: [[...ring, ...ring.slice(0, 1)]] }];
    }),
  );
}

/** What is left of the map when each neighbour has taken what is nearer to it. */
function cellOf(
  index: number,
  points: readonly Point[],
  delaunay: Pick<Delaunay<unknown>, "neighbors">,
  edge: readonly Point[],
): readonly Point[] {
  const own = points[index];
  if (own === undefined) return edge;
  return [...delaunay.neighbors(index)].reduce((cell, neighbour) => {
    const other = points[neighbour];
    return other === undefined ? cell : nearerPart(cell, own, other);
  }, edge);
}

function withoutRepeats(centres: readonly Centre[]): readonly Centre[] {
  const seen = new Set<string>();
  return centres.filter(({ center }) => {
    const key = center.join();
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function edgeAround(points: readonly Point[]): readonly Point[] {
  const radius = typicalDistance(points) * 0.75;
  const around = points.flatMap(([x, y]) =>
    Array.from({ length: corners }, (_, corner): Point => {
      const angle = (corner / corners) * 2 * Math.PI;
      return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
    }),
  );
  return convexHull(around);
}

/** Median distance to the nearest neighbour. */
function typicalDistance(points: readonly Point[]): number {
  if (points.length < 2) return aloneDegrees;
  const nearest = points.map(([x, y], index) =>
    Math.min(
      ...points.flatMap(([otherX, otherY], other) =>
        other === index ? [] : [Math.hypot(otherX - x, otherY - y)],
      ),
    ),
  );
  nearest.sort((a, b) => a - b);
  return nearest[Math.floor(nearest.length / 2)] ?? aloneDegrees;
}
