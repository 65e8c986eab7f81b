import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { Button } from "react-aria-components";
import { useParams } from "react-router";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { ActionsSection } from "./actions/actions-section";
import { CountsSection } from "./counts/counts-section";
import { siteDocument } from "./ground/site.documents";
import { HistorySection } from "./history/history-section";
import { IncidentsSection } from "./incidents/incidents-section";
import { LevelSection } from "./level/level-section";
import { ReasonsSection } from "./reasons/reasons-section";
import { SiteBar } from "./site-bar";
import { SiteIdentity } from "./site-identity";
import "./site-page.css";

/** One site in one month: its level, why, and all that the convention shows of it besides. */
export function SitePage() {
  const { id = "" } = useParams();
  // Another site's figures never stand in for this one's while they are on their way.
  return <SiteFile key={id} id={id} />;
}

function SiteFile({ id }: { readonly id: string }) {
  const query = useGraph(siteDocument, { id });
  const { data: answer, refetch } = query;
  // Without an error there is no such site, or none for the visitor.
  const isSilent = answer?.data.site === null && answer.errors.length > 0;
  return (
    <div className="site">
      <SiteBar />
      {isSilent ? (
        <SilentLandlord id={id} retry={refetch} />
      ) : (
        <Answered query={query} roomRem={40}>
          {({ site }) => (site === null ? <NotFound /> : <SiteParts id={id} />)}
        </Answered>
      )}
    </div>
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

interface SilentLandlordProps {
  readonly id: string;
  readonly retry: () => unknown;
}

/** The landlord's node does not answer: nobody else knows whether the site exists. */
function SilentLandlord({ id, retry }: SilentLandlordProps) {
  const { t } = useWords();
  const { landlordName } = useFrame();
  const [slug = ""] = id.split(":");
  return (
    <>
      <h1>{t("terms.site")}</h1>
      <Notice kind="partial" title={t("site.silent", { name: landlordName(slug) })}>
        <p>{t("site.silentAdvice")}</p>
        <Button className="button" onPress={() => void retry()}>
          {t("parts.retry")}
        </Button>
      </Notice>
    </>
  );
}
