import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import { type InMonth, Section } from "../ground/section";
import { siteGatesDocument, siteReasonsDocument } from "../ground/site.documents";
import { Reasons } from "./reasons";

/** Why the site has its level: in words, as a picture and as a table. */
export function ReasonsSection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, visibility } = useFrame();
  const Shown = visibility("REASONS") === "GRANTED" ? ReasonsWithValues : GatesOnly;
  return (
    <Section title={t("site.reasons")}>
      {may("REASONS") ? <Shown id={id} month={month} /> : <WithheldRow row="REASONS" />}
    </Section>
  );
}

const roomRem = 36;

function ReasonsWithValues({ id, month }: InMonth) {
  const query = useGraph(siteReasonsDocument, { id, month });
  return (
    <Answered query={query} roomRem={roomRem}>
      {({ site }) => (
        <Reasons
          id={id}
          month={month}
          classification={site?.classification ?? null}
          hasValues={true}
        />
      )}
    </Answered>
  );
}

function GatesOnly({ id, month }: InMonth) {
  const query = useGraph(siteGatesDocument, { id, month });
  return (
    <Answered query={query} roomRem={roomRem}>
      {({ site }) => (
        <Reasons
          id={id}
          month={month}
          classification={site?.classification ?? null}
          hasValues={false}
        />
      )}
    </Answered>
  );
}
