import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useMemo } from "react";
import { useFrame } from "../../frame/frame";
import { MissingLandlords } from "../../frame/missing-landlords";
import { WithheldRow } from "../../frame/withheld-row";
import { SvgMap } from "../drawn/svg-map";
import { useGround } from "../ground/use-ground";
import { MapLegend } from "../marks/map-legend";
import { MapNotes } from "../marks/map-notes";
import { siteMarks } from "../marks/site-marks";
import { marksInWords } from "../marks/summary";
import { type SiteList, siteListOf } from "./site-list";
import { type ShownSites, useSiteList, useSitePlaces } from "./use-site-list";

const hardLevels = [4, 3] as const;

function selectionOf({ code, month }: HardSitesMapProps): ShownSites {
  return { code, month, landlord: null, levels: hardLevels };
}

export interface HardSitesMapProps {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

/** The sites of level 3 and 4 drawn, as on a wall. */
export function HardSitesMap(props: HardSitesMapProps) {
  return <HardSitesDrawn {...props} query={useSiteList(selectionOf(props))} />;
}

export interface HardSitesDrawnProps extends HardSitesMapProps {
  /** Their list, for whatever else it was read. */
  readonly query: ReturnType<typeof useSiteList>;
}

/** The same of a list that is there already, as on paper: same month, same drawing. */
export function HardSitesDrawn({ query, ...props }: HardSitesDrawnProps) {
  const { t } = useWords();
  const { may } = useFrame();
  const selection = selectionOf(props);
  if (!may("SITE_LEVEL")) return <WithheldRow row="SITE_LEVEL" />;
  if (!may("SITE_IDENTITY")) return <WithheldRow row="SITE_IDENTITY" />;
  return (
    <Answered query={query} roomRem={30}>
      {(pages) => {
        const list = siteListOf(pages);
        return list === null ? (
          <p>{t("map.unread")}</p>
        ) : (
          <DrawnSites list={list} selection={selection} />
        );
      }}
    </Answered>
  );
}

interface DrawnSitesProps {
  readonly list: SiteList;
  readonly selection: ShownSites;
}

function DrawnSites({ list, selection }: DrawnSitesProps) {
  const words = useWords();
  const { t, format } = words;
  const { territories, visibility } = useFrame();
  const ground = useGround(selection.code);
  const { isPending, ...told } = useSitePlaces(selection);
  const { places } = told;
  // Whoever is shown places is shown those of levels 3 and 4.
  const kind = visibility("SITE_ADDRESS") === "DENIED" ? "AREAS" : "SITES";
  const marks = useMemo(
    () =>
      siteMarks(list.sites, places, ground.areas, kind, (name) =>
        t("map.outsideDistricts", { name }),
      ),
    [list, places, ground.areas, kind, t],
  );
  if (isPending || ground.isPending) return null;
  const name = territories.find(({ code }) => code === selection.code)?.name ?? selection.code;
  const month = selection.month === null ? "" : format.month(selection.month);
  return (
    <>
      <MissingLandlords title={t("map.missing")} missing={list.missing} />
      <figure className="hard-sites-map">
        <SvgMap
          title={t("map.reportTitle", { name, month })}
          summary={marksInWords(marks, words)}
          areas={ground.areas}
          isSchematic={ground.isSchematic}
          marks={marks}
        />
        <figcaption>
          <MapLegend
            hasGroups={kind === "SITES"}
            hasCommunes={kind === "AREAS"}
            shown={hardLevels}
          />
          <MapNotes marks={marks} kind={kind} ground={ground} told={told} />
        </figcaption>
      </figure>
    </>
  );
}
