import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useSession } from "@palier/dashboard-ui/session/session-context";
import { useEffect, useRef } from "react";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import { type InMonth, Section } from "../ground/section";
import { IncidentList } from "./incident-list";
import { PurposeDialog } from "./purpose-dialog";
import "./incidents.css";

/** The incidents themselves, for those who may read them, once they have said what for. */
export function IncidentsSection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, visibility } = useFrame();
  const { purpose, settings } = useSession();
  const condition = visibility("INCIDENT_DETAIL");
  // Where nobody signs in there is nobody to ask.
  const isAsked = settings.signIn !== null && purpose === null;
  const list = useArrival(isAsked);
  return (
    <Section title={t("site.incidents")}>
      {may("INCIDENT_DETAIL") ? (
        <>
          {condition === "COMPLAINT_AND_PURPOSE" && <p>{t("site.onlyComplaints")}</p>}
          <p className="quiet">{t("site.dwellingNote")}</p>
          <div className="incidents" ref={list} tabIndex={-1}>
            {isAsked ? <PurposeDialog /> : <IncidentList id={id} month={month} />}
          </div>
        </>
      ) : (
        <WithheldRow row="INCIDENT_DETAIL" />
      )}
    </Section>
  );
}

/** Once a purpose is stated its button is gone: the focus goes on to what it opened. */
function useArrival(isAsked: boolean) {
  const place = useRef<HTMLDivElement>(null);
  const wasAsked = useRef(isAsked);
  useEffect(() => {
    if (wasAsked.current && !isAsked) place.current?.focus();
    wasAsked.current = isAsked;
  }, [isAsked]);
  return place;
}
