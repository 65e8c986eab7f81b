import type { Settings } from "@palier/dashboard-ui/session/settings";
import { layers, namedFlavor } from "@protomaps/basemaps";
import {
  addProtocol,
  type LayerSpecification,
  type Map as MapLibreMap,
  type RasterSourceSpecification,
  type SourceSpecification,
  type VectorSourceSpecification,
} from "maplibre-gl";
import { Protocol } from "pmtiles";
import type { MapColours } from "./map-colours";

type BaseMap = NonNullable<Settings["baseMap"]>;

export const baseMapSource = "base-map";

/** Dims a style, which has colours of its own, and lies on all of its layers. */
export const veilLayer = "base-map-veil";

/** Whether what could not be read is of the base map. */
export function isOfBaseMap(sourceId: unknown): boolean {
  return typeof sourceId === "string" && sourceId.startsWith(baseMapSource);
}

/** Its directories are read once, however often a map is opened. */
let protocol: Protocol | null = null;

/** Reads one file of tiles in ranges: from the gateway alone, whose page this is. */
function readArchives(): void {
  if (protocol !== null) return;
  protocol = new Protocol();
  addProtocol("pmtiles", protocol.tile);
}

/** What the gateway has left of a style. */
interface ServedStyle {
  readonly sources: Readonly<Record<string, VectorSourceSpecification | RasterSourceSpecification>>;
  readonly layers: readonly LayerSpecification[];
}

/** What it is drawn from as soon as the map opens: nothing of a style, which is still to be read. */
export function baseMapSources({
  url,
  attribution,
  kind,
}: BaseMap): Readonly<Record<string, SourceSpecification>> {
  if (kind === "STYLE") return {};
  const words = { attribution: escaped(attribution) };
  if (!url.endsWith(".pmtiles")) {
    return { [baseMapSource]: { type: "raster", tiles: [url], tileSize: 256, ...words } };
  }
  readArchives();
  const archive = `pmtiles://${new URL(url, location.href).href}`;
  return {
    [baseMapSource]:
      kind === "RASTER"
        ? { type: "raster", url: archive, tileSize: 256, ...words }
        : { type: "vector", url: archive, ...words },
  };
}

/**
 * Puts sources and layers of the gateway's style below everything else.
 *
 * @param signal aborted when the map is closed.
 * @throws when the style cannot be read.
 */
export async function addStyle(
  map: MapLibreMap,
  { url, attribution }: BaseMap,
  signal: AbortSignal,
): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { sources, layers } = (await response.json()) as ServedStyle;
  if (signal.aborted) return;
  const named = (name: string) => `${baseMapSource}/${name}`;
  for (const [name, source] of Object.entries(sources)) {
    map.addSource(named(name), { ...source, attribution: escaped(attribution) });
  }
  for (const layer of layers) {
    const source = "source" in layer && { source: named(layer.source) };
    map.addLayer({ ...layer, id: named(layer.id), ...source } as LayerSpecification, veilLayer);
  }
}

/** Shops, and numbers of roads: without their pictures, which would come from a sprite, they say nothing. */
const pictured: readonly string[] = ["pois", "roads_shields"];

/** Quiet, so that levels stand out. */
export function baseMapLayers(
  { kind }: BaseMap,
  language: string,
  colours: MapColours,
): readonly LayerSpecification[] {
  if (kind === "STYLE") {
    const paint = {
      "background-color": colours.backdrop,
      "background-opacity": colours.isDark ? 0.55 : 0,
    };
    return [{ id: veilLayer, type: "background", paint }];
  }
  const { isDark } = colours;
  if (kind === "RASTER") {
    // A picture has its own colours: it is dimmed.
    const paint = { "raster-brightness-max": isDark ? 0.6 : 1 };
    return [{ id: "tiles", type: "raster", source: baseMapSource, paint }];
  }
  const flavour = namedFlavor(isDark ? "black" : "grayscale");
  const drawn = layers(baseMapSource, flavour, { lang: language });
  return drawn.filter(({ id }) => !pictured.includes(id)).map(withoutPicture);
}

function withoutPicture(layer: LayerSpecification): LayerSpecification {
  if (layer.type !== "symbol") return layer;
  const { "icon-image": _, ...layout } = layer.layout ?? {};
  return { ...layer, layout };
}

/** The map library takes an attribution for HTML. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
