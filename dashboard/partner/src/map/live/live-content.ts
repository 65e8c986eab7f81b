import type { Feature } from "geojson";
import { GeoJSONSource, type Map as MapLibreMap } from "maplibre-gl";
import type { Area } from "../ground/geography";
import { walls } from "../marks/room";
import type { Selection } from "../marks/selection";
import { areasByName, type SiteMark, type SiteMarks } from "../marks/site-marks";
import {
  areaFeatures,
  boxesOfSites,
  communeFeatures,
  nameFeatures,
  type Screen,
  siteFeatures,
} from "./live-features";
import { apartZoom, clusterPixels } from "./map-style";

/** What the map shows. */
export interface LiveMapContent {
  readonly areas: readonly Area[];
  readonly marks: SiteMarks;
  readonly selection: Selection | null;
  /** Commune or district of the selection, where the place itself is not shown. */
  readonly selectedArea: string | null;
}

/** What stays where it is, however one looks at it. */
export function drawContent(map: MapLibreMap, content: LiveMapContent): void {
  const { areas, marks, selectedArea } = content;
  const chosen = selectedMark(content);
  setFeatures(map, "areas", areaFeatures(areas));
  setFeatures(map, "sites", siteFeatures(marks.sites));
  setFeatures(map, "chosen", chosen === null ? [] : siteFeatures([chosen]));
  map.setFilter("chosen-area", [
    "==",
    ["get", "code"],
    chosen === null ? (selectedArea ?? "") : "",
  ]);
}

/** Cards and names: where they have room depends on what is in view. */
export function arrangeContent(map: MapLibreMap, { areas, marks }: LiveMapContent): void {
  const screen = screenOf(map);
  const sites = boxesOfSites(marks.sites, screen, map.getZoom() < apartZoom ? clusterPixels : 0);
  const { clientWidth: width, clientHeight: height } = map.getContainer();
  const edges = walls({ width, height });
  const communes = communeFeatures(marks.communes, sites, edges, screen);
  const taken = [...edges, ...sites, ...communes.boxes];
  setFeatures(map, "communes", communes.features);
  setFeatures(map, "names", nameFeatures(areasByName(areas, marks), communes.named, taken, screen));
}

function screenOf(map: MapLibreMap): Screen {
  return {
    project: ([longitude, latitude]) => {
      const { x, y } = map.project([longitude, latitude]);
      return [x, y];
    },
    unproject: ([x, y]) => {
      const { lng, lat } = map.unproject([x, y]);
      return [lng, lat];
    },
  };
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
  const { areas, selectedArea } = content;
  const center = areas.find(({ code }) => code === selectedArea)?.center ?? null;
  if (center !== null && !map.getBounds().contains([...center])) {
    map.easeTo({ center: [...center] });
  }
}

function selectedMark({ selection, marks }: LiveMapContent): SiteMark | null {
  if (selection?.kind !== "site") return null;
  return marks.sites.find(({ site }) => site.id === selection.id) ?? null;
}
