import { isTerritoryCode } from "../../composition/selection.js";
import { mostErrors, shortMessage } from "../../ground/errors.js";
import type { Territory } from "../convention.js";
import type { Position } from "./french-ground.js";
import { isRecord, type OutlineGeometry, readGeometry } from "./outline-geometry.js";

/** Where a territory ends, as maps draw it. */
export interface Outline {
  readonly code: string;
  readonly geometry: OutlineGeometry;
}

export interface OutlineReading {
  /** Those that are right, in the file's order. */
  readonly outlines: readonly Outline[];
  /** Empty for a file that can be used; of many the first ones, and how many more there are. */
  readonly problems: readonly string[];
}

/** Whose codes are looked for, with their points; null where they are not known. */
type KnownTerritories = readonly Pick<Territory, "code" | "center">[] | null;

/** What every dashboard loads of the convention's files together, and besides of the operator's own: about a hundred communes to the metre, a thousand to ten. */
export const largestOutlineBytes = 5_000_000;

/**
 * Reads a GeoJSON file of outlines: a Polygon or MultiPolygon for each territory, whose code stands in
 * the property `code`.
 */
export function readOutlines(text: string, territories: KnownTerritories): OutlineReading {
  let collection: unknown;
  try {
    collection = JSON.parse(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { outlines: [], problems: [`it is no JSON (${shortMessage(why)})`] };
  }
  return outlinesIn(collection, territories);
}

/** The same of a collection that is read already. */
export function outlinesIn(collection: unknown, territories: KnownTerritories): OutlineReading {
  const features = featuresOf(collection);
  if (typeof features === "string") return { outlines: [], problems: [features] };
  const known =
    territories === null ? null : new Map(territories.map((each) => [each.code, each.center]));
  const outlines: Outline[] = [];
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [index, feature] of features.entries()) {
    const read = readFeature(feature, known, seen);
    if ("problem" in read) problems.push(`feature ${index + 1}${read.of}: ${read.problem}`);
    else outlines.push(read);
  }
  return { outlines, problems: firstOf(problems) };
}

/** As they are written: code and geometry, nothing else. */
export function outlineText(outlines: readonly Outline[]): string {
  const features = outlines.map(({ code, geometry }) => ({
    type: "Feature",
    properties: { code },
    geometry,
  }));
  return `{"type":"FeatureCollection","features":[\n${features.map((each) => JSON.stringify(each)).join(",\n")}\n]}\n`;
}

/** The collection's features, or what is wrong with the file as a whole. */
function featuresOf(collection: unknown): readonly unknown[] | string {
  if (!isRecord(collection) || collection.type !== "FeatureCollection") {
    return "it must hold a GeoJSON FeatureCollection";
  }
  if (!isWgs84(collection.crs)) {
    return "`crs` names another reference system; coordinates must be WGS 84";
  }
  const { features } = collection;
  return Array.isArray(features) && features.length > 0 ? features : "it holds no feature";
}

/** Older files name their reference system; the current format has but one. */
function isWgs84(crs: unknown): boolean {
  if (crs === undefined || crs === null) return true;
  const { name, href } = isRecord(crs) && isRecord(crs.properties) ? crs.properties : {};
  return [crs, name, href].some(
    (text) => typeof text === "string" && /CRS:?84|EPSG::?4326/i.test(text),
  );
}

type FeatureReading = Outline | { readonly problem: string; readonly of: string };

function readFeature(
  feature: unknown,
  known: ReadonlyMap<string, Territory["center"]> | null,
  seen: Set<string>,
): FeatureReading {
  if (!isRecord(feature) || feature.type !== "Feature") {
    return { of: "", problem: "it is no GeoJSON Feature" };
  }
  const code = isRecord(feature.properties) ? feature.properties.code : undefined;
  if (typeof code !== "string" || !isTerritoryCode(code)) {
    return {
      of: "",
      problem: 'its property `code` must be a territory\'s code in quotes, e.g. "77288"',
    };
  }
  const of = ` (${code})`;
  if (known !== null && !known.has(code)) {
    return { of, problem: "no territory of the convention has this code" };
  }
  if (seen.has(code)) return { of, problem: "another feature has the same code" };
  seen.add(code);
  const read = readGeometry(feature.geometry);
  if ("problem" in read) return { of, problem: shortMessage(read.problem) };
  const center = known?.get(code) ?? null;
  return center === null || hasAround(read.geometry, [center.longitude, center.latitude])
    ? { code, geometry: read.geometry }
    : {
        of,
        problem: `the point that the convention gives it, [${center.longitude}, ${center.latitude}], is far from this outline: one of them is another territory's`,
      };
}

/** Points are towns' halls or middles: of a horseshoe they may lie outside. */
const nearDegrees = 0.02;

function hasAround(geometry: OutlineGeometry, [longitude, latitude]: Position): boolean {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  const rings = polygons.flatMap(([outer = []]) => [outer]);
  return rings.some((ring) => {
    const isBetween = (at: 0 | 1, value: number) => {
      const values = ring.map((position) => position[at]);
      const [least, most] = values.reduce(
        ([low, high], each) => [Math.min(low, each), Math.max(high, each)],
        [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
      );
      return value >= least - nearDegrees && value <= most + nearDegrees;
    };
    return isBetween(0, longitude) && isBetween(1, latitude);
  });
}

/** A file that is wrong throughout is told by its first problems. */
function firstOf(problems: readonly string[]): readonly string[] {
  const more = problems.length - mostErrors;
  return more > 0 ? [...problems.slice(0, mostErrors), `and ${more} more`] : problems;
}
