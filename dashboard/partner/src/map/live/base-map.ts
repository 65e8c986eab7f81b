import type { Settings } from "@palier/dashboard-ui/session/settings";
import { layers, namedFlavor } from "@protomaps/basemaps";
import { addProtocol, type LayerSpecification, type SourceSpecification } from "maplibre-gl";
import { Protocol } from "pmtiles";

type BaseMap = NonNullable<Settings["baseMap"]>;

export const baseMapSource = "base-map";

/** Its directories are read once, however often a map is opened. */
let protocol: Protocol | null = null;

/** Reads one file of tiles in ranges: from the gateway alone, whose page this is. */
function readArchives(): void {
  if (protocol !== null) return;
  protocol = new Protocol();
  addProtocol("pmtiles", protocol.tile);
}

export function sourceOf({ url, attribution, kind }: BaseMap): SourceSpecification {
  const words = { attribution: escaped(attribution) };
  if (!url.endsWith(".pmtiles")) {
    return { type: "raster", tiles: [url], tileSize: 256, ...words };
  }
  readArchives();
  const archive = `pmtiles://${new URL(url, location.href).href}`;
  return kind === "RASTER"
    ? { type: "raster", url: archive, tileSize: 256, ...words }
    : { type: "vector", url: archive, ...words };
}

/** Shops, and numbers of roads: without their pictures, which would come from a sprite, they say nothing. */
const pictured: readonly string[] = ["pois", "roads_shields"];

/** Quiet, so that levels stand out. */
export function baseMapLayers(
  { kind }: BaseMap,
  language: string,
  isDark: boolean,
): readonly LayerSpecification[] {
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
