import type { Outline, OutlineGeometry } from "@palier/schema";
import type { FeatureCollection, MultiPolygon, Polygon } from "geojson";
import { feature } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify, sphericalTriangleArea } from "topojson-simplify";
import type { GeometryCollection, Topology } from "topojson-specification";

/** A tenth of a metre: what follows is noise of whoever made the file. */
const decimals = 6;
const earthRadiusMetres = 6_371_000;

/**
 * Takes positions out of outlines that nobody would miss. What two territories share stays shared: each
 * border is simplified once, so that no gap opens between neighbours. A territory never disappears.
 *
 * @param metres about how far a line may move; 0 takes nothing out.
 */
export function simplifyOutlines(outlines: readonly Outline[], metres: number): readonly Outline[] {
  const whole = outlines.map(({ code, geometry }) => ({ code, geometry: rounded(geometry) }));
  if (metres <= 0) return whole;
  const weighted = presimplify(sharedLines(whole), sphericalTriangleArea);
  // Half of it each time, until every territory is there.
  for (let step = metres; step > metres / 64; step /= 2) {
    const simple = outlinesOf(simplify(weighted, (step / earthRadiusMetres) ** 2));
    if (simple.length === whole.length) return simple;
  }
  return whole;
}

type Lines = Topology<{ areas: GeometryCollection<{ code: string }> }>;

function sharedLines(outlines: readonly Outline[]): Lines {
  const areas: FeatureCollection<Polygon | MultiPolygon, { code: string }> = {
    type: "FeatureCollection",
    features: outlines.map(({ code, geometry }) => ({
      type: "Feature",
      properties: { code },
      geometry: changeable(geometry),
    })),
  };
  return topology({ areas }) as unknown as Lines;
}

type Rings = Extract<OutlineGeometry, { type: "Polygon" }>["coordinates"];

function outlinesOf(lines: Lines): readonly Outline[] {
  return feature(lines, lines.objects.areas).features.flatMap(
    ({ properties: { code }, geometry }): Outline[] => {
      if (geometry.type !== "Polygon" && geometry.type !== "MultiPolygon") return [];
      const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
      // What has shrunk to a line is gone: a hole by itself, an island with its holes.
      const left = polygons
        .filter(([outer = []]) => isArea(outer))
        .map((rings) => rings.filter(isArea).map((ring) => ring.map(pairOf)));
      const [first] = left;
      if (first === undefined) return [];
      return left.length === 1
        ? [{ code, geometry: { type: "Polygon", coordinates: first } }]
        : [{ code, geometry: { type: "MultiPolygon", coordinates: left } }];
    },
  );
}

function isArea(ring: readonly (readonly number[])[]): boolean {
  return new Set(ring.map(String)).size >= 3;
}

function pairOf([longitude = 0, latitude = 0]: readonly number[]): readonly [number, number] {
  return [longitude, latitude];
}

function rounded(geometry: OutlineGeometry): OutlineGeometry {
  const round = (value: number) => Number(value.toFixed(decimals));
  const rings = (polygon: Rings) =>
    polygon.map((ring) => ring.map(([x, y]) => [round(x), round(y)] as const));
  return geometry.type === "Polygon"
    ? { type: "Polygon", coordinates: rings(geometry.coordinates) }
    : { type: "MultiPolygon", coordinates: geometry.coordinates.map(rings) };
}

/** A copy that the library's types take, whose lists may be changed. */
function changeable(geometry: OutlineGeometry): Polygon | MultiPolygon {
  const rings = (polygon: Rings) => polygon.map((ring) => ring.map((position) => [...position]));
  return geometry.type === "Polygon"
    ? { type: "Polygon", coordinates: rings(geometry.coordinates) }
    : { type: "MultiPolygon", coordinates: geometry.coordinates.map(rings) };
}
