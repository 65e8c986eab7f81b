import type { Settings } from "@palier/dashboard-ui/session/settings";
import type { FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import type { MapColours } from "./map-colours";

const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Marks of sites that lie nearer than this on the screen are one. */
export const clusterPixels = 26;

/** Names of the layers that can be chosen from. */
export const layers = { sites: "sites", groups: "groups", communes: "communes" } as const;

/** From this zoom on every site is drawn by itself. */
export const apartZoom = 15;

/** Ground, names and marks, from the lowest to the highest; no glyphs, no sprite: images are drawn. */
export function mapStyle(
  tiles: Settings["tiles"],
  isSchematic: boolean,
  colours: MapColours,
): StyleSpecification {
  return {
    version: 8,
    sources: {
      ...(tiles !== null && {
        tiles: {
          type: "raster",
          tiles: [tiles.url],
          tileSize: 256,
          attribution: escaped(tiles.attribution),
        },
      }),
      areas: { type: "geojson", data: nothing },
      names: { type: "geojson", data: nothing },
      communes: { type: "geojson", data: nothing },
      chosen: { type: "geojson", data: nothing },
      sites: {
        type: "geojson",
        data: nothing,
        cluster: true,
        clusterRadius: clusterPixels,
        clusterMaxZoom: apartZoom - 1,
        clusterProperties: { highest: ["max", ["get", "level"]] },
      },
    },
    layers: [
      { id: "ground", type: "background", paint: { "background-color": "#e6ebf1" } },
      ...(tiles === null ? [] : [{ id: "tiles", type: "raster", source: "tiles" } as const]),
      {
        id: "areas",
        type: "fill",
        source: "areas",
        paint: {
          "fill-color": ["case", ["get", "isInside"], colours.surface, colours.ground],
          "fill-opacity": tiles === null ? 1 : 0.15,
        },
      },
      {
        id: "limits",
        type: "line",
        source: "areas",
        layout: { "line-join": "round" },
        paint: {
          "line-color": ["case", ["get", "isInside"], colours.lineStrong, colours.line],
          "line-width": 1,
          ...(isSchematic && { "line-dasharray": [5, 3] }),
        },
      },
      {
        id: "chosen-area",
        type: "line",
        source: "areas",
        filter: ["==", ["get", "code"], ""],
        layout: { "line-join": "round" },
        paint: { "line-color": colours.focus, "line-width": 3 },
      },
      {
        id: "names",
        type: "symbol",
        source: "names",
        layout: {
          "icon-image": ["get", "image"],
          "icon-allow-overlap": true,
        },
      },
      markLayer(layers.communes, "communes", ["get", "image"]),
      {
        ...markLayer(layers.sites, "sites", ["get", "image"]),
        filter: ["!", ["has", "point_count"]],
      },
      {
        ...markLayer(layers.groups, "sites", [
          "concat",
          '["group",',
          ["to-string", ["get", "highest"]],
          ",",
          ["to-string", ["get", "point_count"]],
          "]",
        ]),
        filter: ["has", "point_count"],
      },
      {
        id: "chosen",
        type: "circle",
        source: "chosen",
        paint: {
          "circle-radius": 19,
          "circle-color": "rgba(255, 255, 255, 0.75)",
          "circle-stroke-color": colours.focus,
          "circle-stroke-width": 3.5,
        },
      },
      // By itself, also where the map has joined it with others.
      markLayer("chosen-site", "chosen", ["get", "image"]),
    ],
  };
}

type SymbolLayer = Extract<StyleSpecification["layers"][number], { type: "symbol" }>;
type ImageExpression = NonNullable<NonNullable<SymbolLayer["layout"]>["icon-image"]>;

function markLayer(id: string, source: string, image: ImageExpression): SymbolLayer {
  return {
    id,
    type: "symbol",
    source,
    layout: {
      "icon-image": image,
      "icon-allow-overlap": true,
      "icon-ignore-placement": true,
      // The highest levels on top.
      "symbol-sort-key": ["coalesce", ["get", "highest"], ["get", "level"]],
    },
  };
}

/** The map library takes an attribution for HTML. */
function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
