import {
  GeoJSONSource,
  type MapGeoJSONFeature,
  type MapLayerMouseEvent,
  type Map as MapLibreMap,
  Popup,
} from "maplibre-gl";
import type { Selection } from "../marks/selection";
import { layers } from "./map-style";

/** Clicking a mark chooses it; clicking a group of sites moves nearer until they come apart. */
export function letChoose(map: MapLibreMap, onChoose: (selection: Selection) => void): void {
  map.on("click", layers.sites, ({ features }) => {
    const id = textOf(features?.[0], "id");
    if (id !== null) onChoose({ kind: "site", id });
  });
  map.on("click", layers.communes, (event) => {
    // A site's mark may lie on the commune's.
    if (isOnSite(map, event)) return;
    const code = textOf(event.features?.[0], "code");
    if (code !== null) onChoose({ kind: "area", code });
  });
  map.on("click", layers.groups, ({ features }) => {
    if (features?.[0] !== undefined) void moveNearer(map, features[0]);
  });
  for (const layer of Object.values(layers)) {
    map.on("mouseenter", layer, () => {
      map.getCanvas().style.cursor = "pointer";
    });
    map.on("mouseleave", layer, () => {
      map.getCanvas().style.cursor = "";
    });
  }
  nameOnHover(map);
}

function isOnSite(map: MapLibreMap, { point }: MapLayerMouseEvent): boolean {
  return map.queryRenderedFeatures(point, { layers: [layers.sites, layers.groups] }).length > 0;
}

async function moveNearer(map: MapLibreMap, { properties, geometry }: MapGeoJSONFeature) {
  const source = map.getSource("sites");
  const id: unknown = properties.cluster_id;
  if (!(source instanceof GeoJSONSource) || typeof id !== "number") return;
  if (geometry.type !== "Point") return;
  const [longitude = 0, latitude = 0] = geometry.coordinates;
  const zoom = await source.getClusterExpansionZoom(id);
  map.easeTo({ center: [longitude, latitude], zoom });
}

function nameOnHover(map: MapLibreMap): void {
  const popup = new Popup({ closeButton: false, closeOnClick: false, offset: 14 });
  for (const layer of [layers.sites, layers.communes]) {
    map.on("mousemove", layer, ({ features, lngLat }) => {
      const name = textOf(features?.[0], "name");
      if (name !== null) popup.setLngLat(lngLat).setText(name).addTo(map);
    });
    map.on("mouseleave", layer, () => popup.remove());
  }
}

function textOf(feature: MapGeoJSONFeature | undefined, property: string): string | null {
  const value: unknown = feature?.properties[property];
  return typeof value === "string" ? value : null;
}
