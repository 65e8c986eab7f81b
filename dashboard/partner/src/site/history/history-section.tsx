import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import { monthsFrom, monthsUntil } from "../ground/months";
import { type InMonth, Section } from "../ground/section";
import { siteHistoryDocument } from "../ground/site.documents";
import { HistoryChart } from "./history-chart";
import { HistoryLegend } from "./history-legend";
import { historyPoints } from "./history-points";
import { HistoryTable } from "./history-table";
import "./history.css";

/** Months. */
const length = 36;

/** The level over three years. */
export function HistorySection({ id, month }: InMonth) {
  const { t } = useWords();
  const { may, months } = useFrame();
  const oldest = months.at(-1) ?? month;
  const isShown = may("SITE_LEVEL");
  const query = useGraph(siteHistoryDocument, { id, month }, { isEnabled: isShown });
  return (
    <Section title={t("site.history")}>
      {isShown ? (
        <Answered query={query} roomRem={22}>
          {({ site }) => {
            if (site?.history == null) return null;
            const points = historyPoints(
              site.history,
              monthsFrom(oldest, monthsUntil(month, length)),
            );
            return (
              <>
                <HistoryChart points={points} />
                <HistoryLegend points={points} />
                <details className="site-details">
                  <summary>{t("site.historyTable")}</summary>
                  <HistoryTable points={points} />
                </details>
              </>
            );
          }}
        </Answered>
      ) : (
        <WithheldRow row="SITE_LEVEL" />
      )}
    </Section>
  );
}
