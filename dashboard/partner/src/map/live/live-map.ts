import {
  type LngLatBoundsLike,
  Map as MapLibreMap,
  NavigationControl,
  type StyleSpecification,
  setWorkerUrl,
} from "maplibre-gl";
import "maplibre-gl/dist/maplibre-gl.css";
import type { Settings } from "@palier/dashboard-ui/session/settings";
import { onColours } from "@palier/dashboard-ui/styles/scheme";
// A file of its own on the same origin: the content security policy lets nothing else in.
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import type { Bounds } from "../ground/geography";
import type { Selection } from "../marks/selection";
import { addStyle, isOfBaseMap } from "./base-map";
import { letChoose } from "./live-choice";
import { arrangeContent, bringIntoView, drawContent, type LiveMapContent } from "./live-content";
import { type MapColours, readColours } from "./map-colours";
import { mapStyle } from "./map-style";
import { drawImage, pixelRatio } from "./mark-images";

export interface LiveMapOptions {
  readonly container: HTMLElement;
  readonly baseMap: Settings["baseMap"];
  /** Code of the language that a base map's names are written in, where it has them. */
  readonly language: string;
  readonly isSchematic: boolean;
  readonly bounds: Bounds;
  /** In the map library's own terms. */
  readonly words: Readonly<Record<string, string>>;
  readonly onChoose: (selection: Selection) => void;
  /** The base map, or a part of it, cannot be read; all else is drawn without it. */
  readonly onGroundLost: () => void;
}

/** An interactive map, without React. */
export interface LiveMap {
  show(content: LiveMapContent): void;
  fit(bounds: Bounds): void;
  close(): void;
}

setWorkerUrl(new URL(workerUrl, location.href).href);

export function openLiveMap(options: LiveMapOptions): LiveMap {
  const { container, baseMap, language, isSchematic, bounds, words } = options;
  let colours = readColours(container);
  const styleIn = (of: MapColours) => mapStyle(baseMap, isSchematic, of, language);
  const map = new MapLibreMap({
    container,
    style: styleIn(colours),
    bounds: lngLats(bounds),
    fitBoundsOptions: { padding: fitPadding },
    locale: words,
    attributionControl: baseMap === null ? false : { compact: false, customAttribution: [] },
    cooperativeGestures: matchMedia("(pointer: coarse)").matches,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
    renderWorldCopies: false,
    fadeDuration: 0,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new NavigationControl({ showCompass: false }), "top-right");
  map.setMissingStyleImageResolver((name) => {
    map.addImage(name, drawImage(name, colours), { pixelRatio });
  });
  let content: LiveMapContent | null = null;
  let isReady = false;
  const draw = () => {
    if (isReady && content !== null) drawContent(map, content);
  };
  const arrange = () => {
    if (isReady && content !== null) arrangeContent(map, content);
  };
  const closing = new AbortController();
  map.once("style.load", () => {
    isReady = true;
    draw();
    arrange();
    if (baseMap?.kind !== "STYLE") return;
    addStyle(map, baseMap, closing.signal).catch((error: unknown) => {
      if (closing.signal.aborted) return;
      console.warn(error);
      options.onGroundLost();
    });
  });
  map.on("error", (event) => {
    if ("sourceId" in event && isOfBaseMap(event.sourceId)) options.onGroundLost();
    else console.error(event.error);
  });
  // For who waits until everything is drawn.
  map.on("idle", () => container.setAttribute("data-drawn", "true"));
  map.on("moveend", arrange);
  map.on("resize", arrange);
  letChoose(map, options.onChoose);
  const recolour = () => {
    if (!isReady) return;
    colours = readColours(container);
    paintAgain(map, styleIn(colours), colours);
  };
  const ends = [onColours(recolour), whilePrinted(container, recolour)];
  return {
    show: (next) => {
      const isNewSelection = next.selection !== null && next.selection !== content?.selection;
      content = next;
      draw();
      arrange();
      if (isNewSelection) bringIntoView(map, next);
    },
    fit: (next) => map.fitBounds(lngLats(next), { padding: fitPadding }),
    close: () => {
      closing.abort();
      for (const end of ends) end();
      map.remove();
    },
  };
}

const fitPadding = 30;

function lngLats({ west, south, east, north }: Bounds): LngLatBoundsLike {
  return [west, south, east, north];
}

type PaintProperty = Parameters<MapLibreMap["setPaintProperty"]>[1];

/** Other colours for what is drawn already: nothing is loaded or laid out anew. */
function paintAgain(map: MapLibreMap, { layers }: StyleSpecification, colours: MapColours): void {
  for (const { id, paint = {} } of layers) {
    for (const [property, value] of Object.entries(paint)) {
      // A style's own properties, whose names `Object.entries` forgets.
      map.setPaintProperty(id, property as PaintProperty, value);
    }
  }
  for (const name of map.listImages()) map.updateImage(name, drawImage(name, colours));
  map.redraw();
}

/**
 * A canvas is printed as it stands: it is light while the page is, whatever the screen's colours.
 *
 * @returns what ends it.
 */
function whilePrinted(container: HTMLElement, recolour: () => void): () => void {
  const begin = () => {
    container.dataset.scheme = "light";
    recolour();
  };
  const end = () => {
    delete container.dataset.scheme;
    recolour();
  };
  addEventListener("beforeprint", begin);
  addEventListener("afterprint", end);
  return () => {
    removeEventListener("beforeprint", begin);
    removeEventListener("afterprint", end);
  };
}
