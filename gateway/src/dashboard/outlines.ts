import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import { ConfigurationError, mostErrors, shortMessage } from "@palier/schema";
import { isRecord } from "@palier/service";
import { geometryProblem } from "./outline-geometry.js";

/** Outlines of communes as they are served: geometry and INSEE code, nothing else of the file. */
export interface Outlines {
  /** A GeoJSON FeatureCollection. */
  readonly body: Buffer;
  /** Changes when the body does. */
  readonly etag: string;
}

const inseeCode = /^(\d{2}|2[AB])\d{3}$/;

/** @throws ConfigurationError naming file and features. */
export async function readOutlines(path: string): Promise<Outlines> {
  const collection = await readCollection(path);
  const problems: string[] = [];
  let wrong = 0;
  const seen = new Set<string>();
  const features = collection.map((feature, index) => {
    const { code, problem } = readFeature(feature, seen);
    if (problem !== null) wrong += 1;
    // A file that is wrong throughout is told by its first problems.
    if (problem !== null && wrong <= mostErrors)
      problems.push(`feature ${index + 1}${named(code)}: ${problem}`);
    return { type: "Feature", properties: { code }, geometry: bare(feature.geometry) };
  });
  if (wrong > problems.length) problems.push(`and ${wrong - problems.length} more`);
  if (wrong > 0) throw refusal(path, problems);
  const body = Buffer.from(JSON.stringify({ type: "FeatureCollection", features }));
  return { body, etag: `"${createHash("sha256").update(body).digest("base64url")}"` };
}

async function readCollection(path: string): Promise<readonly Record<string, unknown>[]> {
  const collection = await readJson(path);
  if (!isRecord(collection) || collection.type !== "FeatureCollection") {
    throw refusal(path, ["it must hold a GeoJSON FeatureCollection"]);
  }
  if (!isWgs84(collection.crs)) {
    throw refusal(path, ["`crs` names another reference system; coordinates must be WGS 84"]);
  }
  const { features } = collection;
  if (!Array.isArray(features) || features.length === 0) {
    throw refusal(path, ["it holds no feature"]);
  }
  return features.map((feature: unknown) => (isRecord(feature) ? feature : {}));
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    if (!isNativeError(error)) throw error;
    throw refusal(path, [`it cannot be read (${error.message})`]);
  }
}

/** Older files name their reference system; the current format has but one. */
function isWgs84(crs: unknown): boolean {
  if (crs === undefined || crs === null) return true;
  const { name, href } = isRecord(crs) && isRecord(crs.properties) ? crs.properties : {};
  return [crs, name, href].some(
    (text) => typeof text === "string" && /CRS:?84|EPSG::?4326/i.test(text),
  );
}

function readFeature(feature: Record<string, unknown>, seen: Set<string>) {
  const code = isRecord(feature.properties) ? feature.properties.code : undefined;
  if (feature.type !== "Feature") return { code: null, problem: "it is no GeoJSON Feature" };
  if (typeof code !== "string" || !inseeCode.test(code)) {
    return { code: null, problem: "its property `code` must be an INSEE code in quotes" };
  }
  if (seen.has(code)) return { code, problem: "another feature has the same code" };
  seen.add(code);
  return { code, problem: geometryProblem(feature.geometry) };
}

/** GeoJSON lets a geometry hold whatever else its maker wrote there. */
function bare(geometry: unknown) {
  return isRecord(geometry) ? { type: geometry.type, coordinates: geometry.coordinates } : null;
}

function named(code: string | null): string {
  return code === null ? "" : ` (${code})`;
}

function refusal(path: string, problems: readonly string[]): ConfigurationError {
  return new ConfigurationError(
    problems.map((problem) => `PALIER_OUTLINES: ${path}: ${shortMessage(problem)}`),
  );
}
