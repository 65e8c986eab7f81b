import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ShownRow } from "../../frame/shown-row";
import { monthsUntil, windowMonths } from "../ground/months";
import { type InMonth, Section } from "../ground/section";
import { siteCountsDocument } from "../ground/site.documents";
import { countsGrid } from "./counts-grid";
import { CountsTable } from "./counts-table";
import "./counts.css";

/** Numbers of incidents of the twelve months, withheld ones shown as such. */
export function CountsSection({ id, month }: InMonth) {
  const { t } = useWords();
  return (
    <Section title={t("site.counts")}>
      <ShownRow
        row="INCIDENT_COUNTS"
        document={siteCountsDocument}
        variables={{ id, month }}
        roomRem={28}
      >
        {({ site }, isWhole) => {
          const counts = site?.incidentCounts;
          if (counts == null) return isWhole ? <p>{t("site.countsHidden")}</p> : null;
          return (
            <CountsTable grid={countsGrid(counts)} months={monthsUntil(month, windowMonths)} />
          );
        }}
      </ShownRow>
    </Section>
  );
}
