import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Waiting } from "@palier/dashboard-ui/parts/waiting";
import { lazy, type RefObject, Suspense, useMemo, useRef, useSyncExternalStore } from "react";
import { Button } from "react-aria-components";
import { SvgMap } from "./drawn/svg-map";
import { fitBounds } from "./ground/geography";
import { useGround } from "./ground/use-ground";
import { SiteItems } from "./list/site-items";
import type { SiteList } from "./list/site-list";
import { type ShownSites, useSitePlaces } from "./list/use-site-list";
import { MapLegend } from "./marks/map-legend";
import { MapNotes } from "./marks/map-notes";
import { type Selection, useSelection } from "./marks/selection";
import { type SiteMarks, siteMarks } from "./marks/site-marks";
import { marksInWords } from "./marks/summary";
import { SelectedPanel } from "./selected-panel";
import { useSiteFilters } from "./site-filters";

let isWebGlThere: boolean | null = null;

/** Whether the browser can draw the interactive map; asked once, the answer does not change. */
function hasWebGl(): boolean {
  isWebGlThere ??= tryWebGl();
  return isWebGlThere;
}

function tryWebGl(): boolean {
  const context = document.createElement("canvas").getContext("webgl2");
  // Browsers keep few contexts alive at a time.
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

const LiveMapView = lazy(async () => ({
  default: (await import("./live/live-map-view")).LiveMapView,
}));

export interface MapAndListProps {
  readonly list: SiteList;
  readonly selection: ShownSites;
}

/** One selection of sites twice: what is chosen in one is chosen in the other. */
export function MapAndList({ list, selection }: MapAndListProps) {
  const { t } = useWords();
  const [chosen, choose] = useSelection();
  const ground = useGround(selection.code);
  // Of all levels: another filter has its places at once.
  const { isPending, ...told } = useSitePlaces({ ...selection, levels: null });
  const { places } = told;
  const { markKind } = useSiteFilters();
  const { areas } = ground;
  const marks = useMemo(
    () =>
      siteMarks(list.sites, places, areas, markKind, (name) => t("map.outsideDistricts", { name })),
    [list.sites, places, areas, markKind, t],
  );
  const whole = useRef<HTMLDivElement>(null);
  const isReady = !isPending && !ground.isPending;
  return (
    <div className="map-and-list" ref={whole}>
      <section className="map-and-list-map" aria-labelledby="map-section-title">
        <h2 id="map-section-title" className="only-heard">
          {t("map.mapSection")}
        </h2>
        <div
          className="map-and-list-frame"
          data-sites={marks.sites.length}
          data-communes={marks.communes.length}
          data-in-communes={marks.communes.reduce((sum, { sites }) => sum + sites, 0)}
          data-unplaced={marks.unplaced.length}
        >
          {isReady ? <DrawnMap {...{ ground, marks, chosen, choose }} /> : <Waiting />}
          <FullScreenButton whole={whole} />
        </div>
        <SelectedPanel selection={chosen} sites={list.sites} marks={marks} onSelect={choose} />
        <MapLegend hasGroups={markKind === "SITES"} hasCommunes={markKind === "AREAS"} />
        <MapNotes marks={marks} kind={markKind} ground={ground} told={told} />
      </section>
      <SiteItems
        key={JSON.stringify(selection)}
        list={list}
        areaOf={marks.areaOf}
        selection={chosen}
        onSelect={choose}
      />
    </div>
  );
}

interface DrawnMapProps {
  readonly ground: ReturnType<typeof useGround>;
  readonly marks: ReturnType<typeof siteMarks>;
  readonly chosen: Selection | null;
  readonly choose: (selection: Selection) => void;
}

function DrawnMap({ ground, marks, chosen, choose }: DrawnMapProps) {
  const words = useWords();
  const { t } = words;
  const { areas, isSchematic } = ground;
  const bounds = fitBounds(areas);
  if (bounds === null) return <Notice kind="info" title={t("map.noGround")} />;
  if (!hasWebGl()) {
    return (
      <>
        <Notice kind="info" title={t("map.noWebGl")} />
        <SvgMap
          title={t("map.title")}
          summary={marksInWords(marks, words)}
          {...{ areas, isSchematic, marks }}
          chosen={{
            site: chosen?.kind === "site" ? chosen.id : null,
            area: areaOf(chosen, marks),
          }}
        />
      </>
    );
  }
  return (
    <Suspense fallback={<Waiting />}>
      <LiveMapView
        {...{ areas, isSchematic, marks, bounds }}
        selection={chosen}
        selectedArea={areaOf(chosen, marks)}
        onChoose={choose}
      />
    </Suspense>
  );
}

function areaOf(chosen: Selection | null, marks: SiteMarks): string | null {
  if (chosen === null) return null;
  return chosen.kind === "area" ? chosen.code : (marks.areaOf.get(chosen.id) ?? null);
}

/** Map and list alone on the screen; the browser's own key (Escape) ends it too. */
function FullScreenButton({ whole }: { readonly whole: RefObject<HTMLDivElement | null> }) {
  const { t } = useWords();
  const isFull = useSyncExternalStore(followFullScreen, () => document.fullscreenElement !== null);
  if (!document.fullscreenEnabled) return null;
  return (
    <Button
      className="button button-quiet map-full-screen"
      onPress={() => void (isFull ? document.exitFullscreen() : whole.current?.requestFullscreen())}
    >
      {isFull ? t("map.endFullScreen") : t("map.fullScreen")}
    </Button>
  );
}

function followFullScreen(changed: () => void): () => void {
  document.addEventListener("fullscreenchange", changed);
  return () => document.removeEventListener("fullscreenchange", changed);
}
