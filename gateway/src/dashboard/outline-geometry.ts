import { isRecord } from "@palier/service";

/** What is wrong with a commune's outline; null for nothing. */
export function geometryProblem(geometry: unknown): string | null {
  if (!isRecord(geometry)) return "it has no geometry";
  const { type, coordinates } = geometry;
  if (type !== "Polygon" && type !== "MultiPolygon") {
    const found = typeof type === "string" ? `"${type}"` : "unknown";
    return `its geometry is ${found}; it must be a Polygon or a MultiPolygon`;
  }
  const polygons = type === "Polygon" ? [coordinates] : coordinates;
  if (!isFilledList(polygons)) return "its geometry has no coordinates";
  for (const polygon of polygons) {
    if (!isFilledList(polygon)) return "a polygon of it has no ring";
    for (const ring of polygon) {
      const problem = ringProblem(ring);
      if (problem !== null) return problem;
    }
  }
  return null;
}

function ringProblem(ring: unknown): string | null {
  if (!isFilledList(ring) || ring.length < 4) return "a ring of it has fewer than four positions";
  for (const position of ring) {
    if (!isPosition(position)) return "a position of it is no pair of numbers";
    const [longitude, latitude] = position;
    if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) {
      return `[${longitude}, ${latitude}] is no longitude and latitude in WGS 84 degrees; convert the file (EPSG:4326)`;
    }
  }
  const [first, last] = [ring[0], ring.at(-1)];
  return String(first) === String(last) ? null : "a ring of it does not end where it begins";
}

function isFilledList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isPosition(value: unknown): value is readonly [number, number] {
  return Array.isArray(value) && value.length >= 2 && value.every(Number.isFinite);
}
