import { isInFrance, type Position } from "./french-ground.js";

/** As GeoJSON has it (RFC 7946): rings of positions, each ring closed. */
export type OutlineGeometry =
  | { readonly type: "Polygon"; readonly coordinates: Rings }
  | { readonly type: "MultiPolygon"; readonly coordinates: readonly Rings[] };
export type Rings = readonly (readonly Position[])[];

/** An outline without whatever else its maker wrote beside it, or what is wrong with it. */
export type GeometryReading = { readonly geometry: OutlineGeometry } | { readonly problem: string };

export function readGeometry(geometry: unknown): GeometryReading {
  const { type, coordinates } = isRecord(geometry) ? geometry : {};
  if (type === undefined) return { problem: "it has no geometry" };
  if (type !== "Polygon" && type !== "MultiPolygon") {
    const found = typeof type === "string" ? `"${type}"` : "unknown";
    return { problem: `its geometry is ${found}; it must be a Polygon or a MultiPolygon` };
  }
  try {
    return type === "Polygon"
      ? { geometry: { type, coordinates: ringsIn(coordinates) } }
      : { geometry: { type, coordinates: filled(coordinates, "its geometry").map(ringsIn) } };
  } catch (error) {
    if (error instanceof OutlineMistake) return { problem: error.message };
    throw error;
  }
}

/** What ends the reading of one geometry. */
class OutlineMistake extends Error {}

function ringsIn(polygon: unknown): Rings {
  return filled(polygon, "a polygon of it").map(ringIn);
}

function ringIn(ring: unknown): readonly Position[] {
  if (!Array.isArray(ring) || ring.length < 4) {
    throw new OutlineMistake("a ring of it has fewer than four positions");
  }
  const positions = ring.map(positionIn);
  const [first, last] = [positions[0], positions.at(-1)];
  if (String(first) !== String(last)) {
    throw new OutlineMistake(
      "a ring of it does not end where it begins: repeat its first position at the end",
    );
  }
  return positions;
}

/** Two numbers: a height, which some files have, is left out. */
function positionIn(position: unknown): Position {
  const [longitude, latitude]: unknown[] = Array.isArray(position) ? position : [];
  if (!isNumber(longitude) || !isNumber(latitude)) {
    throw new OutlineMistake("a position of it is no pair of numbers");
  }
  if (isInFrance([longitude, latitude])) return [longitude, latitude];
  const written = `[${longitude}, ${latitude}]`;
  if (isInFrance([latitude, longitude])) {
    throw new OutlineMistake(
      `${written} has the latitude first; in GeoJSON the longitude is: exchange them`,
    );
  }
  throw new OutlineMistake(
    Math.abs(longitude) > 180 || Math.abs(latitude) > 90
      ? `${written} is no longitude and latitude in WGS 84 degrees; convert the file (EPSG:4326)`
      : `${written} lies outside France; take an outline of the territory itself`,
  );
}

function filled(list: unknown, whose: string): readonly unknown[] {
  if (Array.isArray(list) && list.length > 0) return list;
  const what = whose === "its geometry" ? "no coordinates" : "no ring";
  throw new OutlineMistake(`${whose} has ${what}`);
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
