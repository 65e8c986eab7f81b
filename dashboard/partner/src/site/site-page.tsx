import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useParams } from "react-router";
import { useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import { ActionsSection } from "./actions/actions-section";
import { CountsSection } from "./counts/counts-section";
import { HistorySection } from "./history/history-section";
import { IncidentsSection } from "./incidents/incidents-section";
import { LevelSection } from "./level/level-section";
import { ReasonsSection } from "./reasons/reasons-section";
import { SiteBar } from "./site-bar";
import { SiteFile } from "./site-file";
import { SiteIdentity } from "./site-identity";
import "./site-page.css";

/** One site in one month: its level, why, and all that the convention shows of it besides. */
export function SitePage() {
  const { id = "" } = useParams();
  // Another site's figures never stand in for this one's while they are on their way.
  return (
    <SiteFile key={id} id={id} bar={<SiteBar id={id} />}>
      <SiteParts id={id} />
    </SiteFile>
  );
}

function SiteParts({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { months } = useFrame();
  const { month } = usePlace();
  const isPublished = month !== null && months.includes(month);
  return (
    <>
      <SiteIdentity id={id} />
      {isPublished ? (
        <>
          <LevelSection id={id} month={month} />
          <ReasonsSection id={id} month={month} />
          <HistorySection id={id} month={month} />
          <CountsSection id={id} month={month} />
          <IncidentsSection id={id} month={month} />
        </>
      ) : (
        <Notice kind="info" title={t("site.monthUnknown")}>
          <p>{t("site.monthUnknownAdvice")}</p>
        </Notice>
      )}
      <ActionsSection id={id} />
    </>
  );
}
