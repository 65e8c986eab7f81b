import { AskedTogetherContext, questionOf } from "@palier/dashboard-ui/graph/asked-together";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { BreakdownTables } from "../breakdown/breakdown-tables";
import { TerritoryCounts } from "../counts/territory-counts";
import { useBasis } from "../figures/basis";
import type { MeasuredMonth } from "../figures/change";
import { ChangeTable } from "../figures/change-table";
import {
  territoryDocument,
  territoryWithTrendDocument,
  trendDocument,
} from "../figures/territory.documents";
import { TrendCharts } from "../figures/trend-charts";
import { trendMonths } from "../figures/trend-months";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { ShownRow } from "../frame/shown-row";
import { KeyFigures } from "./key-figures";
import { type InMonth, Sheet } from "./sheet";

/** Key figures, where they lie, and how levels moved over thirty-six months. */
export function FiguresSheets({ code, month }: InMonth) {
  const { t } = useWords();
  const { may, territories } = useFrame();
  const isShown = may("TERRITORY_FIGURES");
  const { communes } = territories.find((each) => each.code === code) ?? {};
  // The few districts of one commune would leave a sheet of their own nearly empty.
  const hasCommunes = (communes?.length ?? 0) > 1;
  const breakdown = (
    <BreakdownTables {...{ code, month, landlord: null, query: `?month=${month}` }} />
  );
  const figures = {
    row: "TERRITORY_FIGURES",
    variables: { code, month, landlord: null },
    roomRem: 40,
  } as const;
  const { variables } = figures;
  const together = {
    whole: questionOf(territoryWithTrendDocument, variables),
    parts: [questionOf(territoryDocument, variables), questionOf(trendDocument, variables)],
  };
  return (
    <AskedTogetherContext value={together}>
      <Sheet title={t("report.contents.figures")} month={month}>
        <ShownRow {...figures} document={territoryDocument}>
          {({ territory }) =>
            territory == null ? <NotFound /> : <KeyFigures territory={territory} />
          }
        </ShownRow>
        {isShown && !hasCommunes && (
          <section className="sheet-part" aria-labelledby="report-breakdown">
            <h2 id="report-breakdown">{t("breakdown.title")}</h2>
            {breakdown}
          </section>
        )}
      </Sheet>
      {isShown && hasCommunes && (
        <Sheet title={t("breakdown.title")} month={month}>
          {breakdown}
        </Sheet>
      )}
      {isShown && (
        <Sheet title={t("report.contents.trend")} month={month}>
          <ShownRow {...figures} document={trendDocument}>
            {({ territory }) => <Trend trend={territory?.trend ?? []} month={month} />}
          </ShownRow>
        </Sheet>
      )}
      <Sheet title={t("counts.title")} month={month}>
        <TerritoryCounts code={code} month={month} />
      </Sheet>
    </AskedTogetherContext>
  );
}

interface TrendProps {
  readonly trend: readonly MeasuredMonth[];
  readonly month: string;
}

function Trend({ trend, month }: TrendProps) {
  const { t } = useWords();
  const basis = useBasis()(month, null);
  const months = trendMonths(trend, null);
  if (months.length === 0) return <p>{t("figures.trend.none")}</p>;
  return (
    <>
      <section className="sheet-part">
        <h3>{t("figures.change.title")}</h3>
        <ChangeTable trend={trend} month={month} landlord={null} basis={basis} />
      </section>
      <div className="sheet-part">
        <TrendCharts months={months} landlord={null} />
      </div>
    </>
  );
}
