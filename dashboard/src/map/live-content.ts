import type { Feature } from "geojson";
import { GeoJSONSource, type Map as MapLibreMap } from "maplibre-gl";
import type { Area, LonLat } from "./geography";
import {
  areaFeatures,
  boxesOfSites,
  communeFeatures,
  nameFeatures,
  siteFeatures,
} from "./live-features";
import { apartZoom, clusterPixels } from "./map-style";
import { walls } from "./room";
import type { Selection } from "./selection";
import { areasByName, type SiteMark, type SiteMarks } from "./site-marks";

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
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const edges = walls({ width, height });
  const communes = communeFeatures(marks.communes, sites, edges, project);
  const taken = [...edges, ...sites, ...communes.boxes];
  const chosen = selectedMark(content);
  setFeatures(map, "areas", areaFeatures(areas));
  setFeatures(map, "communes", communes.features);
  setFeatures(
    map,
    "names",
    nameFeatures(areasByName(areas, marks), communes.named, taken, project),
  );
  setFeatures(map, "sites", siteFeatures(marks.sites));
  setFeatures(map, "chosen", chosen === null ? [] : siteFeatures([chosen]));
  map.setFilter("chosen-area", [
    "==",
    ["get", "code"],
    chosen === null ? (selectedCommune ?? "") : "",
  ]);
}

function setFeatures(map: MapLibreMap, name: string, features: readonly Feature[]): void {
  const source = map.getSource(name);
  if (!(source instanceof GeoJSONSource)) throw new Error(`no source ${name}`);
  source.setData({ type: "FeatureCollection", features: [...features] });
}

/** From here on the surroundings of a site can be told apart. */
const nearZoom = 13;

export function bringIntoView(map: MapLibreMap, content: LiveMapContent): void {
  const chosen = selectedMark(content);
  if (chosen !== null) {
    map.easeTo({ center: [...chosen.at], zoom: Math.max(map.getZoom(), nearZoom) });
    return;
  }
  const { areas, selectedCommune } = content;
  const center = areas.find(({ code }) => code === selectedCommune)?.center ?? null;
  if (center !== null && !map.getBounds().contains([...center])) {
    map.easeTo({ center: [...center] });
  }
}

function selectedMark({ selection, marks }: LiveMapContent): SiteMark | null {
  if (selection?.kind !== "site") return null;
  return marks.sites.find(({ site }) => site.id === selection.id) ?? null;
}
