import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Waiting } from "@palier/dashboard-ui/parts/waiting";
import { lazy, Suspense, useMemo } from "react";
import { useFrame } from "../frame/frame";
import { SvgMap } from "./drawn/svg-map";
import { fitBounds } from "./ground/geography";
import { useGround } from "./ground/use-ground";
import { SiteItems } from "./list/site-items";
import type { SiteList } from "./list/site-list";
import { type ShownSites, useSitePlaces } from "./list/use-site-list";
import { MapLegend } from "./marks/map-legend";
import { MapNotes } from "./marks/map-notes";
import { type Selection, useSelection } from "./marks/selection";
import { type MapSite, siteMarks } from "./marks/site-marks";
import { marksInWords } from "./marks/summary";
import { SelectedPanel } from "./selected-panel";

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
  const { visibility } = useFrame();
  const [chosen, choose] = useSelection();
  const ground = useGround(selection.code);
  // Of all levels: another filter has its places at once.
  const { places, isPartial, isPending } = useSitePlaces({ ...selection, levels: null });
  const marks = useMemo(
    () => siteMarks(list.sites, places, ground.areas),
    [list.sites, places, ground.areas],
  );
  const isReady = !isPending && !ground.isPending;
  return (
    <div className="map-and-list">
      <section className="map-and-list-map" aria-labelledby="map-section-title">
        <h2 id="map-section-title" className="only-heard">
          {t("map.mapSection")}
        </h2>
        <div
          className="map-and-list-frame"
          data-sites={marks.sites.length}
          data-communes={marks.communes.length}
          data-in-communes={marks.communes.reduce((sum, { sites }) => sum + sites, 0)}
          data-unplaced={marks.unplaced}
        >
          {isReady ? (
            <DrawnMap {...{ ground, marks, chosen, choose }} sites={list.sites} />
          ) : (
            <Waiting />
          )}
        </div>
        <SelectedPanel selection={chosen} sites={list.sites} onSelect={choose} />
        <MapLegend
          hasGroups
          hasCommunes={marks.communes.length > 0 || visibility("SITE_ADDRESS") !== "GRANTED"}
        />
        <MapNotes marks={marks} ground={ground} isPartial={isPartial} />
      </section>
      <SiteItems key={JSON.stringify(selection)} list={list} selection={chosen} onSelect={choose} />
    </div>
  );
}

interface DrawnMapProps {
  readonly ground: ReturnType<typeof useGround>;
  readonly marks: ReturnType<typeof siteMarks>;
  readonly sites: readonly MapSite[];
  readonly chosen: Selection | null;
  readonly choose: (selection: Selection) => void;
}

function DrawnMap({ ground, marks, sites, chosen, choose }: DrawnMapProps) {
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
            commune: communeOf(chosen, sites),
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
        selectedCommune={communeOf(chosen, sites)}
        onChoose={choose}
      />
    </Suspense>
  );
}

function communeOf(chosen: Selection | null, sites: readonly MapSite[]): string | null {
  if (chosen === null) return null;
  if (chosen.kind === "commune") return chosen.code;
  return sites.find(({ id }) => id === chosen.id)?.commune?.code ?? null;
}
