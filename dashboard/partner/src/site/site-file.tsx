import { AskedTogetherContext } from "@palier/dashboard-ui/graph/asked-together";
import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { type ReactNode, useMemo } from "react";
import { Button } from "react-aria-components";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import type { SiteIdentityQuery, SiteQuery } from "../generated/graphql";
import { siteDocument, siteIdentityDocument } from "./ground/site.documents";
import { siteTogether } from "./site-together";

export interface SiteFileProps {
  readonly id: string;
  /** Above all, whether there is such a site or not. */
  readonly bar: ReactNode;
  readonly children: ReactNode;
}

/** What is shown of a site, where there is one for the visitor and its landlord answers; its parts are asked at once. */
export function SiteFile(props: SiteFileProps) {
  const frame = useFrame();
  const { month } = usePlace();
  const { id } = props;
  const together = useMemo(
    () =>
      month !== null && frame.months.includes(month) ? siteTogether(frame, { id, month }) : null,
    [frame, id, month],
  );
  return (
    <AskedTogetherContext value={together}>
      <WhereThere {...props} />
    </AskedTogetherContext>
  );
}

function WhereThere({ id, bar, children }: SiteFileProps) {
  // Which site it is says that it is there: one question tells both.
  const query = useGraph<SiteIdentityQuery | SiteQuery, { id: string }>(
    useFrame().may("SITE_IDENTITY") ? siteIdentityDocument : siteDocument,
    { id },
  );
  const { data: answer, refetch } = query;
  // Without an error there is no such site, or none for the visitor.
  const isSilent = answer?.data.site === null && answer.errors.length > 0;
  // What is missing of its identity is said where that stands.
  const isThere = answer !== undefined && answer.data.site !== null;
  return (
    <div className="site">
      {bar}
      {isSilent && <SilentLandlord id={id} retry={refetch} />}
      {!isSilent && isThere && children}
      {!isSilent && !isThere && (
        <Answered query={query} roomRem={40}>
          {() => <NotFound />}
        </Answered>
      )}
    </div>
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
