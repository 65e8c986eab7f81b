import type { AreaGeometry } from "./geography";

/** Outlines by the territory's code. */
export type Outlines = ReadonlyMap<string, AreaGeometry>;

/**
 * Reads what the gateway serves as outlines.
 *
 * @throws when it is no collection of polygons with codes.
 */
export function readOutlines(file: unknown): Outlines {
  if (!isRecord(file) || file.type !== "FeatureCollection" || !Array.isArray(file.features)) {
    throw new Error("outlines: no FeatureCollection");
  }
  return new Map(file.features.map(readFeature));
}

function readFeature(feature: unknown): [string, AreaGeometry] {
  const properties = isRecord(feature) ? feature.properties : undefined;
  const code = isRecord(properties) ? properties.code : undefined;
  if (typeof code !== "string") throw new Error("outlines: a feature without code");
  const geometry = isRecord(feature) ? feature.geometry : undefined;
  if (!isAreaGeometry(geometry)) throw new Error(`outlines: ${code} is no polygon`);
  return [code, geometry];
}

function isAreaGeometry(value: unknown): value is AreaGeometry {
  if (!isRecord(value)) return false;
  if (value.type === "Polygon") return isListOf(isRing)(value.coordinates);
  if (value.type === "MultiPolygon") return isListOf(isListOf(isRing))(value.coordinates);
  return false;
}

const isPosition = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 2 && value.every(Number.isFinite);

const isRing = (value: unknown): boolean =>
  Array.isArray(value) && value.length >= 4 && value.every(isPosition);

function isListOf(isItem: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.length > 0 && value.every(isItem);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
