import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Button } from "react-aria-components";
import { Link } from "react-router";
import { CompareLink } from "../frame/compare-link";
import { useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";
import type { Selection } from "./marks/selection";
import { countByLevel, type MapSite, type SiteMarks } from "./marks/site-marks";
import { countsInWords } from "./marks/summary";

export interface SelectedPanelProps {
  readonly selection: Selection | null;
  readonly sites: readonly MapSite[];
  readonly marks: SiteMarks;
  readonly onSelect: (selection: Selection | null) => void;
}

/** What is chosen, below the map: on a phone the list is far away. */
export function SelectedPanel({ selection, sites, marks, onSelect }: SelectedPanelProps) {
  const { t } = useWords();
  return (
    <div className="selected-panel" role="status">
      {selection === null ? (
        <p className="quiet">{t("map.choose")}</p>
      ) : (
        <>
          {selection.kind === "site" ? (
            <SelectedSite site={sites.find(({ id }) => id === selection.id)} />
          ) : (
            <SelectedArea
              code={selection.code}
              name={marks.nameOf.get(selection.code) ?? selection.code}
              sites={sites.filter(({ id }) => marks.areaOf.get(id) === selection.code)}
            />
          )}
          <Button className="button button-quiet" onPress={() => onSelect(null)}>
            {t("map.endSelection")}
          </Button>
        </>
      )}
    </div>
  );
}

function SelectedSite({ site }: { readonly site: MapSite | undefined }) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  // A filter has taken it out.
  if (site === undefined) return null;
  return (
    <p>
      <LevelBadge level={site.level} />{" "}
      <Link to={linkTo("site", site.id, query)}>{site.name ?? t("map.unknownSite")}</Link>
      {site.commune?.name != null && `, ${site.commune.name}`} <CompareLink id={site.id} />
    </p>
  );
}

interface SelectedAreaProps {
  readonly code: string;
  readonly name: string;
  readonly sites: readonly MapSite[];
}

function SelectedArea({ code, name, sites }: SelectedAreaProps) {
  const words = useWords();
  const linkTo = useLinks();
  const { t } = words;
  const { territories } = useFrame();
  const { territory, query } = usePlace();
  const isElsewhere = territory !== code && territories.some((each) => each.code === code);
  return (
    <p>
      {t("map.communeSummary", { name, counts: countsInWords(countByLevel(sites), words) })}
      {". "}
      {isElsewhere && <Link to={linkTo("map", code, query)}>{t("map.openArea")}</Link>}
    </p>
  );
}
