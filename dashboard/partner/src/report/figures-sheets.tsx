import { useWords } from "@palier/dashboard-ui/language/use-words";
import { TerritoryCounts } from "../counts/territory-counts";
import { useBasis } from "../figures/basis";
import type { MeasuredMonth } from "../figures/change";
import { ChangeTable } from "../figures/change-table";
import { territoryDocument, trendDocument } from "../figures/territory.documents";
import { TrendCharts } from "../figures/trend-charts";
import { trendMonths } from "../figures/trend-months";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { ShownRow } from "../frame/shown-row";
import { KeyFigures } from "./key-figures";
import { type InMonth, Sheet } from "./sheet";

/** Key figures, and how levels moved over thirty-six months. */
export function FiguresSheets({ code, month }: InMonth) {
  const { t } = useWords();
  const { may } = useFrame();
  const figures = {
    row: "TERRITORY_FIGURES",
    variables: { code, month, landlord: null },
    roomRem: 40,
  } as const;
  return (
    <>
      <Sheet title={t("report.contents.figures")} month={month}>
        <ShownRow {...figures} document={territoryDocument}>
          {({ territory }) =>
            territory == null ? <NotFound /> : <KeyFigures territory={territory} />
          }
        </ShownRow>
      </Sheet>
      {may("TERRITORY_FIGURES") && (
        <Sheet title={t("report.contents.trend")} month={month}>
          <ShownRow {...figures} document={trendDocument}>
            {({ territory }) => <Trend trend={territory?.trend ?? []} month={month} />}
          </ShownRow>
        </Sheet>
      )}
      <Sheet title={t("counts.title")} month={month}>
        <TerritoryCounts code={code} month={month} />
      </Sheet>
    </>
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
