import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSearchParams } from "react-router";
import { useFrame } from "../frame/frame";
import { MissingLandlords } from "../frame/missing-landlords";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { TakeAlong } from "../frame/take-along";
import { WithheldRow } from "../frame/withheld-row";
import { readLevels, writeLevels } from "./level-choice";
import { LevelFilter } from "./level-filter";
import { narrowed, siteListOf, worsenedIn } from "./list/site-list";
import { type ShownSites, useSiteList, useWorsened } from "./list/use-site-list";
import { MapAndList } from "./map-and-list";
import { SiteFilters, useSiteFilters } from "./site-filters";
import "./map-page.css";

/** Sites by level, on a map and in a list. */
export function MapPage() {
  const { t, format } = useWords();
  const { territories, convention } = useFrame();
  const { territory, month, set } = usePlace();
  const [search] = useSearchParams();
  const levels = readLevels(search.get("levels"));
  const shown = territories.find(({ code }) => code === territory);
  if (shown === undefined) return <NotFound />;
  const version = convention?.gridVersion;
  return (
    <>
      <h1>{t("map.title")}</h1>
      <p className="map-page-of quiet">
        {t("map.titleOf", {
          name: shown.name ?? shown.code,
          month: month === null ? "" : format.month(month),
        })}
        {version != null && ` · ${t("terms.gridVersion", { version })}`}
      </p>
      <div className="map-bars">
        <PlaceBar />
        <LevelFilter chosen={levels} onChange={(chosen) => set({ levels: writeLevels(chosen) })} />
        <SiteFilters />
      </div>
      <Sites levels={levels} />
    </>
  );
}

function Sites({ levels }: Pick<ShownSites, "levels">) {
  const { t, format } = useWords();
  const { may } = useFrame();
  const { territory, month, landlord, district } = usePlace();
  const { isWorsened } = useSiteFilters();
  const selection: ShownSites = { code: territory, month, landlord, levels };
  const query = useSiteList(selection);
  const worsened = useWorsened(selection, isWorsened);
  if (!may("SITE_LEVEL")) return <WithheldRow row="SITE_LEVEL" />;
  if (!may("SITE_IDENTITY")) return <WithheldRow row="SITE_IDENTITY" />;
  const shown = (ids: ReadonlySet<string> | null) => (
    <Answered query={query} roomRem={34}>
      {(pages) => {
        const list = siteListOf(pages);
        if (list === null) return <NotFound />;
        return (
          <>
            <MapAndList list={narrowed(list, { district, ids })} selection={selection} />
            <TakeAlong files={["sites.csv", "sites.geojson"]} />
          </>
        );
      }}
    </Answered>
  );
  if (!isWorsened) return shown(null);
  return (
    <Answered query={worsened} roomRem={34}>
      {(pages) => {
        const found = worsenedIn(pages);
        if (found === null) return <Notice kind="partial" title={t("map.worsenedUnknown")} />;
        return (
          <>
            <MissingLandlords
              title={t("map.worsenedMissing", { since: format.month(found.since) })}
              missing={found.missing.filter(({ slug }) => landlord === null || slug === landlord)}
            />
            {shown(found.ids)}
          </>
        );
      }}
    </Answered>
  );
}
