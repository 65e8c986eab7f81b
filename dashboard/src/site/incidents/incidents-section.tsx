import { useFrame } from "../../app/frame";
import { useWords } from "../../language/use-words";
import { WithheldRow } from "../../parts/withheld-row";
import { useSession } from "../../session/session-context";
import type { InMonth } from "../level-section";
import { Section } from "../section";
import { IncidentList } from "./incident-list";
import { PurposeDialog } from "./purpose-dialog";
import "./incidents.css";

/** The incidents themselves, for those who may read them, once they have said what for. */
export function IncidentsSection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, visibility } = useFrame();
  const { purpose, settings } = useSession();
  const condition = visibility("incident-detail");
  // Where nobody signs in there is nobody to ask.
  const isAsked = settings.signIn !== null && purpose === null;
  return (
    <Section title={t("site.incidents")}>
      {may("incident-detail") ? (
        <>
          {condition === "complaint-and-purpose" && <p>{t("site.onlyComplaints")}</p>}
          {isAsked ? <PurposeDialog /> : <IncidentList id={id} month={month} />}
        </>
      ) : (
        <WithheldRow row="incident-detail" />
      )}
    </Section>
  );
}
