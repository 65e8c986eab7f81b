import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import { monthsUntil, windowMonths } from "../ground/months";
import { type InMonth, Section } from "../ground/section";
import { siteCountsDocument } from "../ground/site.documents";
import { countsGrid } from "./counts-grid";
import { CountsTable } from "./counts-table";
import "./counts.css";

/** Numbers of incidents of the twelve months, withheld ones shown as such. */
export function CountsSection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may } = useFrame();
  const isShown = may("INCIDENT_COUNTS");
  const query = useGraph(siteCountsDocument, { id, month }, { isEnabled: isShown });
  return (
    <Section title={t("site.counts")}>
      {isShown ? (
        <Answered query={query} roomRem={28}>
          {({ site }) => {
            const counts = site?.incidentCounts;
            if (counts != null) {
              return (
                <CountsTable grid={countsGrid(counts)} months={monthsUntil(month, windowMonths)} />
              );
            }
            return query.data?.errors.length === 0 ? <p>{t("site.countsHidden")}</p> : null;
          }}
        </Answered>
      ) : (
        <WithheldRow row="INCIDENT_COUNTS" />
      )}
    </Section>
  );
}
