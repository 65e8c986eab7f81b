import type { Settings } from "@palier/dashboard-ui/session/settings";
import type { FeatureCollection } from "geojson";
import type { StyleSpecification } from "maplibre-gl";
import { baseMapLayers, baseMapSources } from "./base-map";
import type { MapColours } from "./map-colours";

const nothing: FeatureCollection = { type: "FeatureCollection", features: [] };

/** Marks of sites that lie nearer than this on the screen are one. */
export const clusterPixels = 26;

/** Names of the layers that can be chosen from. */
export const layers = { sites: "sites", groups: "groups", communes: "communes" } as const;

/** From this zoom on every site is drawn by itself. */
export const apartZoom = 15;

/**
 * Ground, names and marks, from the lowest to the highest. No glyphs and no sprite are loaded: marks are drawn
 * here, and the names of a base map are written in the browser's own letters.
 */
export function mapStyle(
  baseMap: Settings["baseMap"],
  isSchematic: boolean,
  colours: MapColours,
  language: string,
): StyleSpecification {
  return {
    version: 8,
    // Other colours are there at once: what is printed is printed as it stands.
    transition: { duration: 0, delay: 0 },
    sources: {
      ...(baseMap !== null && baseMapSources(baseMap)),
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
      { id: "ground", type: "background", paint: { "background-color": colours.backdrop } },
      ...(baseMap === null ? [] : baseMapLayers(baseMap, language, colours)),
      {
        id: "areas",
        type: "fill",
        source: "areas",
        filter: ["!", ["get", "isDistrict"]],
        paint: {
          "fill-color": ["case", ["get", "isInside"], colours.surface, colours.ground],
          // Outside the territory a base map is paler.
          "fill-opacity": baseMap === null ? 1 : ["case", ["get", "isInside"], 0, 0.5],
        },
      },
      {
        id: "districts",
        type: "fill",
        source: "areas",
        filter: ["get", "isDistrict"],
        paint: { "fill-color": colours.accent, "fill-opacity": 0.12 },
      },
      {
        id: "limits",
        type: "line",
        source: "areas",
        filter: ["!", ["get", "isDistrict"]],
        layout: { "line-join": "round" },
        paint: {
          "line-color": ["case", ["get", "isInside"], colours.lineStrong, colours.line],
          "line-width": 1,
          ...(isSchematic && { "line-dasharray": [5, 3] }),
        },
      },
      {
        id: "perimeters",
        type: "line",
        source: "areas",
        filter: ["get", "isDistrict"],
        layout: { "line-join": "round" },
        paint: { "line-color": colours.accent, "line-width": 1.5 },
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
          "circle-color": colours.surface,
          "circle-opacity": 0.75,
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
