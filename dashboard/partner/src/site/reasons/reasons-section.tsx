import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { SiteGatesQuery, SiteReasonsQuery } from "../../generated/graphql";
import { type InMonth, Section } from "../ground/section";
import { siteGatesDocument, siteReasonsDocument } from "../ground/site.documents";
import { Reasons } from "./reasons";

/** Why the site has its level: in words, as a picture and as a table. */
export function ReasonsSection(site: InMonth) {
  const { t } = useWords();
  const { may, visibility } = useFrame();
  return (
    <Section title={t("site.reasons")}>
      {may("REASONS") ? (
        <Explained {...site} hasValues={visibility("REASONS") === "GRANTED"} />
      ) : (
        <WithheldRow row="REASONS" />
      )}
    </Section>
  );
}

function Explained({ id, month, hasValues }: InMonth & { readonly hasValues: boolean }) {
  const query = useGraph<SiteReasonsQuery | SiteGatesQuery, InMonth>(
    hasValues ? siteReasonsDocument : siteGatesDocument,
    { id, month },
  );
  return (
    <Answered query={query} roomRem={36}>
      {({ site }) => (
        <Reasons
          id={id}
          month={month}
          classification={site?.classification ?? null}
          hasValues={hasValues}
        />
      )}
    </Answered>
  );
}
