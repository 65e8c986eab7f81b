import type { Geometry, MultiPolygon, Polygon } from "geojson";

/** A point in degrees, WGS 84. */
export type LonLat = readonly [longitude: number, latitude: number];

/** In degrees, WGS 84. */
export interface Bounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

export type AreaGeometry = Polygon | MultiPolygon;

/** A commune or district on the map's ground. */
export interface Area {
  /** Of the territory. */
  readonly code: string;
  readonly name: string;
  readonly center: LonLat | null;
  readonly geometry: AreaGeometry | null;
  /** Whether it is part of the territory that is shown. */
  readonly isInside: boolean;
  /** A priority district, which lies on communes. */
  readonly isDistrict: boolean;
}

/** Smallest bounds around all points; null without any. */
export function boundsOf(points: readonly LonLat[]): Bounds | null {
  const [first] = points;
  if (first === undefined) return null;
  const start = { west: first[0], east: first[0], south: first[1], north: first[1] };
  return points.reduce(
    (bounds, [longitude, latitude]) => ({
      west: Math.min(bounds.west, longitude),
      east: Math.max(bounds.east, longitude),
      south: Math.min(bounds.south, latitude),
      north: Math.max(bounds.north, latitude),
    }),
    start,
  );
}

export function isSameBounds(a: Bounds, b: Bounds): boolean {
  return a.west === b.west && a.south === b.south && a.east === b.east && a.north === b.north;
}

/** The same centre, and at least so many degrees each way: a single point has a surrounding. */
export function atLeast({ west, south, east, north }: Bounds, degrees: number): Bounds {
  const lackEast = Math.max(degrees - (east - west), 0) / 2;
  const lackNorth = Math.max(degrees - (north - south), 0) / 2;
  return {
    west: west - lackEast,
    east: east + lackEast,
    south: south - lackNorth,
    north: north + lackNorth,
  };
}

/** What the map shows first: the territory's communes, else all of them. */
export function fitBounds(areas: readonly Area[]): Bounds | null {
  const inside = areas.filter(({ isInside }) => isInside);
  const shown = inside.length > 0 ? inside : areas;
  const bounds = boundsOf(shown.flatMap(pointsOfArea));
  return bounds === null ? null : atLeast(bounds, 0.02);
}

function pointsOfArea({ geometry, center }: Area): readonly LonLat[] {
  if (geometry !== null) return pointsOf(geometry);
  return center === null ? [] : [center];
}

/** The middle of its largest part's bounds, where its name has room. */
export function middleOf(geometry: AreaGeometry): LonLat | null {
  const parts = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const bounds = parts.flatMap(
    (coordinates) => boundsOf(pointsOf({ type: "Polygon", coordinates })) ?? [],
  );
  const size = ({ west, south, east, north }: Bounds) => (east - west) * (north - south);
  const [largest] = bounds.sort((a, b) => size(b) - size(a));
  if (largest === undefined) return null;
  return [(largest.west + largest.east) / 2, (largest.south + largest.north) / 2];
}

export function pointsOf(geometry: Geometry): readonly LonLat[] {
  const polygons =
    geometry.type === "Polygon"
      ? [geometry.coordinates]
      : geometry.type === "MultiPolygon"
        ? geometry.coordinates
        : [];
  return polygons.flatMap((rings) =>
    rings.flatMap((ring) =>
      ring.map(([longitude = 0, latitude = 0]): LonLat => [longitude, latitude]),
    ),
  );
}
