import type { Feature } from "geojson";
import { GeoJSONSource, type Map as MapLibreMap } from "maplibre-gl";
import type { Area, LonLat } from "./geography";
import {
  areaFeatures,
  boxesOfSites,
  communeFeatures,
  nameFeatures,
  pointFeature,
  siteFeatures,
} from "./live-features";
import { apartZoom, clusterPixels } from "./map-style";
import type { Selection } from "./selection";
import type { SiteMarks } from "./site-marks";

/** What the map shows. */
export interface LiveMapContent {
  readonly areas: readonly Area[];
  readonly marks: SiteMarks;
  readonly selection: Selection | null;
  /** Commune of the selection, where the place itself is not shown. */
  readonly selectedCommune: string | null;
}

export function drawContent(map: MapLibreMap, content: LiveMapContent): void {
  const { areas, marks, selectedCommune } = content;
  const project = ([longitude, latitude]: LonLat) => {
    const { x, y } = map.project([longitude, latitude]);
    return [x, y] as const;
  };
  const sites = boxesOfSites(marks.sites, project, map.getZoom() < apartZoom ? clusterPixels : 0);
  const communes = communeFeatures(marks.communes, sites, project);
  const taken = [...sites, ...communes.boxes];
  const place = selectedPlace(content);
  setFeatures(map, "areas", areaFeatures(areas));
  setFeatures(map, "communes", communes.features);
  setFeatures(map, "names", nameFeatures(areas, communes.named, taken, project));
  setFeatures(map, "sites", siteFeatures(marks.sites));
  setFeatures(map, "chosen", place === null ? [] : [pointFeature(place)]);
  map.setFilter("chosen-area", [
    "==",
    ["get", "code"],
    place === null ? (selectedCommune ?? "") : "",
  ]);
}

function setFeatures(map: MapLibreMap, name: string, features: readonly Feature[]): void {
  const source = map.getSource(name);
  if (!(source instanceof GeoJSONSource)) throw new Error(`no source ${name}`);
  source.setData({ type: "FeatureCollection", features: [...features] });
}

/** Moves to what is chosen, near enough for a site to stand by itself. */
export function bringIntoView(map: MapLibreMap, content: LiveMapContent): void {
  const place = selectedPlace(content);
  if (place !== null) {
    map.easeTo({ center: [...place], zoom: Math.max(map.getZoom(), apartZoom) });
    return;
  }
  const { areas, selectedCommune } = content;
  const center = areas.find(({ code }) => code === selectedCommune)?.center ?? null;
  if (center !== null && !map.getBounds().contains([...center])) {
    map.easeTo({ center: [...center] });
  }
}

function selectedPlace({ selection, marks }: LiveMapContent): LonLat | null {
  if (selection?.kind !== "site") return null;
  return marks.sites.find(({ site }) => site.id === selection.id)?.at ?? null;
}
