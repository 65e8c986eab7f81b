import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { type Bounds, isSameBounds } from "../ground/geography";
import type { Selection } from "../marks/selection";
import type { LiveMapContent } from "./live-content";
import { type LiveMap, openLiveMap } from "./live-map";

export interface LiveMapViewProps extends LiveMapContent {
  readonly bounds: Bounds;
  readonly isSchematic: boolean;
  readonly onChoose: (selection: Selection) => void;
}

/** The interactive map; its library comes only with it. */
export function LiveMapView({ bounds, isSchematic, onChoose, ...content }: LiveMapViewProps) {
  const { t, language } = useWords();
  const { baseMap } = useSession().settings;
  const container = useRef<HTMLDivElement>(null);
  const live = useRef<LiveMap | null>(null);
  const choose = useEffectEvent(onChoose);
  const [isGroundLost, setGroundLost] = useState(false);
  const { areas, marks, selection, selectedArea } = content;

  const open = useEffectEvent((element: HTMLElement) =>
    openLiveMap({
      container: element,
      baseMap,
      language: language.code,
      isSchematic,
      bounds,
      onChoose: choose,
      onGroundLost: () => setGroundLost(true),
      words: {
        "Map.Title": t("map.map"),
        "NavigationControl.ZoomIn": t("map.zoomIn"),
        "NavigationControl.ZoomOut": t("map.zoomOut"),
        "CooperativeGesturesHandler.WindowsHelpText": t("map.ctrlScroll"),
        "CooperativeGesturesHandler.MacHelpText": t("map.commandScroll"),
        "CooperativeGesturesHandler.MobileHelpText": t("map.twoFingers"),
      },
    }),
  );

  // Another language opens another map: its own words are given when it is opened.
  useEffect(() => {
    if (container.current === null) return;
    const opened = open(container.current);
    live.current = opened;
    return () => {
      live.current = null;
      opened.close();
    };
  }, [language, isSchematic]);

  const { west, south, east, north } = bounds;
  const fitted = useRef(bounds);
  useEffect(() => {
    const { current } = fitted;
    const next = { west, south, east, north };
    // It is opened with the first ones.
    if (isSameBounds(current, next)) return;
    fitted.current = next;
    live.current?.fit(next);
  }, [west, south, east, north]);

  // Language and limits are listed so that a map just opened is drawn as well.
  useEffect(() => {
    live.current?.show({ areas, marks, selection, selectedArea });
  }, [areas, marks, selection, selectedArea, language, isSchematic]);

  return (
    <>
      <div ref={container} className="live-map" />
      <Button
        className="button button-quiet live-map-whole"
        onPress={() => live.current?.fit(bounds)}
      >
        {t("map.wholeMap")}
      </Button>
      {isGroundLost && (
        <p className="live-map-ground-lost" role="status">
          {t("map.groundLost")}
        </p>
      )}
    </>
  );
}
