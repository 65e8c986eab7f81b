import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import { PurposeGate } from "../../frame/purpose-gate";
import { WithheldRow } from "../../frame/withheld-row";
import { PeriodChoice, usePeriod } from "../../pattern/period";
import { SitePattern } from "../../pattern/site-pattern";
import { type InMonth, Section } from "../ground/section";
import { IncidentList } from "./incident-list";
import "./incidents.css";

/** When and where incidents took place, and each of them, for those who may read them, once they have said what for. */
export function IncidentsSection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, visibility } = useFrame();
  const period = usePeriod(month);
  return (
    <Section title={t("site.incidents")}>
      {may("INCIDENT_DETAIL") ? (
        <>
          {visibility("INCIDENT_DETAIL") === "COMPLAINT_AND_PURPOSE" && (
            <p>{t("site.onlyComplaints")}</p>
          )}
          <p className="quiet">{t("site.dwellingNote")}</p>
          <PurposeGate>
            <div className="pattern-choices only-screen">
              <PeriodChoice />
            </div>
            <h3>{t("pattern.title")}</h3>
            <SitePattern id={id} {...period} />
            <h3>{t("site.incidentList")}</h3>
            <IncidentList id={id} {...period} />
          </PurposeGate>
        </>
      ) : (
        <WithheldRow row="INCIDENT_DETAIL" />
      )}
    </Section>
  );
}
