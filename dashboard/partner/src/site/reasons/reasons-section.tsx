import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { SiteGatesQuery, SiteReasonsQuery } from "../../generated/graphql";
import { type InMonth, Section } from "../ground/section";
import {
  siteGatesDocument,
  siteLevelDocument,
  siteReasonsDocument,
} from "../ground/site.documents";
import { shownSentence } from "./reason-sentences";
import { Reasons, type ReasonsProps } from "./reasons";

export interface ReasonsSectionProps extends InMonth {
  /** In words alone. */
  readonly isBrief?: boolean;
}

/** Why the site has its level: in words, as a picture and as a table. */
export function ReasonsSection({ isBrief = false, ...site }: ReasonsSectionProps) {
  const words = useWords();
  const { may, visibility } = useFrame();
  const { id, month } = site;
  // Asked for already, by the section of the level.
  const level = useGraph(siteLevelDocument, { id, month }, { isEnabled: may("SITE_LEVEL") });
  const classification = level.data?.data.site?.classification ?? null;
  const because = classification === null ? null : shownSentence(classification, words);
  return (
    <Section title={words.t("site.reasons")}>
      {because !== null && <p className="reasons-lead">{because}</p>}
      {may("REASONS") ? (
        <Explained
          {...site}
          // Not read, the level may be by decision: then the grid's is told as the grid's.
          isShown={classification !== null && because === null}
          shownLevel={classification?.level ?? null}
          isBrief={isBrief}
          hasValues={visibility("REASONS") === "GRANTED"}
        />
      ) : (
        <WithheldRow row="REASONS" />
      )}
    </Section>
  );
}

interface ExplainedProps
  extends InMonth,
    Pick<ReasonsProps, "isShown" | "shownLevel" | "hasValues"> {
  readonly isBrief: boolean;
}

function Explained({ id, month, hasValues, ...shown }: ExplainedProps) {
  const query = useGraph<SiteReasonsQuery | SiteGatesQuery, InMonth>(
    hasValues ? siteReasonsDocument : siteGatesDocument,
    { id, month },
  );
  return (
    <Answered query={query} roomRem={shown.isBrief ? 12 : 36}>
      {({ site }) => (
        <Reasons
          id={id}
          month={month}
          classification={site?.classification ?? null}
          hasValues={hasValues}
          {...shown}
        />
      )}
    </Answered>
  );
}
