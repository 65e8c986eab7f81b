import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { isNativeError } from "node:util/types";
import type {
  LayerSpecification,
  SourceSpecification,
  StyleSpecification,
} from "@maplibre/maplibre-gl-style-spec";
import { ConfigurationError } from "@palier/schema";
import { isTileTemplate } from "./read-dashboard-config.js";

/** How tiles from elsewhere are drawn, as pages are served it. */
export interface MapStyle {
  /** JSON: `sources` and `layers` of a MapLibre style. */
  readonly body: Buffer;
  /** SHA-256 of the body, in base64url: another one has another address. */
  readonly digest: string;
  /** Whom a page asks for tiles. */
  readonly origins: readonly string[];
}

/** A published style has some 300 layers in 300 kB; every page that shows a map loads it. */
const mostBytes = 2_000_000;
const mostLayers = 1_000;
/** One wrong expression makes many; the first ones say what to do. */
const mostProblems = 5;

/**
 * Reads a MapLibre style, of which pages load the tiles and nothing else: names are written in the browser's own
 * letters, and what would need a picture is left out.
 *
 * @param log is told how many layers were left out.
 * @throws ConfigurationError naming the file and what is wrong with it.
 */
export async function readMapStyle(path: string, log: (entry: string) => void): Promise<MapStyle> {
  const style = await checkedStyle(path);
  const drawn = style.layers.filter(isDrawable).map(withoutPictures);
  const used = new Set(drawn.flatMap((layer) => ("source" in layer ? [layer.source] : [])));
  const sources = Object.entries(style.sources)
    .filter(([name]) => used.has(name))
    .map(([name, source]) => [name, tileSource(path, name, source)] as const);
  if (sources.length === 0)
    throw refusal(path, ["no layer of it draws vector tiles or pictures in tiles"]);
  const leftOut = style.layers.length - drawn.length;
  if (leftOut > 0)
    log(
      `PALIER_TILES: ${path}: ${leftOut} of ${style.layers.length} layers are left out, which need pictures or another kind of source`,
    );
  const body = Buffer.from(
    JSON.stringify({ sources: Object.fromEntries(sources), layers: drawn } satisfies Drawn),
  );
  const tiles = sources.flatMap(([, { tiles }]) => tiles);
  return {
    body,
    digest: createHash("sha256").update(body).digest("base64url"),
    origins: [...new Set(tiles.map((tile) => new URL(tile).origin))],
  };
}

type Drawn = Pick<StyleSpecification, "sources" | "layers">;

async function checkedStyle(path: string): Promise<StyleSpecification> {
  const style = parsed(path, await textOf(path));
  // Of the library that draws it; loaded by who has a style alone.
  const { validateStyleMin } = await import("@maplibre/maplibre-gl-style-spec");
  const problems = validateStyleMin(style as StyleSpecification);
  if (problems.length > 0) {
    const more = problems.length - mostProblems;
    throw refusal(path, [
      ...problems.slice(0, mostProblems).map(({ message }) => message),
      ...(more > 0 ? [`and ${more} more`] : []),
    ]);
  }
  const { layers } = style as StyleSpecification;
  if (layers.length > mostLayers)
    throw refusal(path, [`it has ${layers.length} layers; at most ${mostLayers} are drawn`]);
  return style as StyleSpecification;
}

async function textOf(path: string): Promise<string> {
  try {
    const { size } = await stat(path);
    if (size > mostBytes)
      throw refusal(path, [`it has ${size} bytes; a style has at most ${mostBytes}`]);
    return await readFile(path, "utf8");
  } catch (error) {
    if (!isNativeError(error) || error instanceof ConfigurationError) throw error;
    throw refusal(path, [`it cannot be read (${error.message})`]);
  }
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw refusal(path, [`it is no JSON (${(error as SyntaxError).message})`]);
  }
}

const drawnTypes: readonly LayerSpecification["type"][] = [
  "background",
  "fill",
  "line",
  "symbol",
  "circle",
  "raster",
];

/** What can be drawn from tiles alone. */
function isDrawable(layer: LayerSpecification): boolean {
  if (!drawnTypes.includes(layer.type)) return false;
  const { layout = {}, paint = {} } = layer as { layout?: object; paint?: object };
  if (Object.keys(paint).some((property) => property.endsWith("-pattern"))) return false;
  if (layer.type !== "symbol") return true;
  return "text-field" in layout && !JSON.stringify(layout["text-field"]).includes('["image"');
}

function withoutPictures(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== "symbol") return layer;
  const kept = (properties: object = {}) =>
    Object.fromEntries(Object.entries(properties).filter(([name]) => !name.startsWith("icon-")));
  return { ...layer, layout: kept(layer.layout), paint: kept(layer.paint) };
}

/** The words of its origin are the operator's to write, as `PALIER_TILES_ATTRIBUTION`. */
function tileSource(path: string, name: string, source: SourceSpecification) {
  if (source.type !== "vector" && source.type !== "raster")
    throw refusal(path, [
      `its source "${name}" is of the type ${source.type}; vector and raster are drawn`,
    ]);
  const { attribution: _, url, tiles, ...rest } = source;
  if (tiles === undefined)
    throw refusal(path, [
      `its source "${name}" has no "tiles"; write there what the file at its "url" (${url ?? "missing too"}) has under "tiles"`,
    ]);
  const wrong = tiles.find((tile) => !isTileTemplate(tile));
  if (wrong !== undefined)
    throw refusal(path, [
      `"${wrong}" of its source "${name}" is no https:// address with {z}, {x} and {y} after the host`,
    ]);
  return { ...rest, tiles };
}

function refusal(path: string, problems: readonly string[]): ConfigurationError {
  return new ConfigurationError(problems.map((problem) => `PALIER_TILES: ${path}: ${problem}`));
}
