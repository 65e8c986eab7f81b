import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import { ShownRow } from "../../frame/shown-row";
import { monthsFrom, monthsUntil } from "../../pattern/months";
import { type InMonth, Section } from "../ground/section";
import { siteLevelDocument } from "../ground/site.documents";
import { FormerLevels } from "./former-levels";
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
  const oldest = useFrame().months.at(-1) ?? month;
  const months = monthsFrom(oldest, monthsUntil(month, length));
  return (
    <Section title={t("site.history")}>
      <ShownRow
        row="SITE_LEVEL"
        document={siteLevelDocument}
        variables={{ id, month }}
        roomRem={22}
      >
        {({ site }) => {
          if (site?.history == null) return null;
          const points = historyPoints(site.history, months);
          return (
            <>
              <HistoryChart points={points} />
              <HistoryLegend points={points} />
              <details className="site-details">
                <summary>{t("site.historyTable")}</summary>
                <HistoryTable points={points} />
              </details>
              <FormerLevels restatements={site.restatements ?? []} />
            </>
          );
        }}
      </ShownRow>
    </Section>
  );
}
