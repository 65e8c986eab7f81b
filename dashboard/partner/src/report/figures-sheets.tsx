import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useBasis } from "../figures/basis";
import type { MeasuredMonth } from "../figures/change";
import { ChangeTable } from "../figures/change-table";
import { territoryDocument, trendDocument } from "../figures/territory.documents";
import { TrendCharts } from "../figures/trend-charts";
import { trendMonths } from "../figures/trend-months";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { WithheldRow } from "../frame/withheld-row";
import { KeyFigures } from "./key-figures";
import { Sheet } from "./sheet";

export interface FiguresSheetsProps {
  readonly code: string;
  readonly month: string;
}

/** Key figures, and how levels moved over thirty-six months. */
export function FiguresSheets({ code, month }: FiguresSheetsProps) {
  const { t } = useWords();
  const { may } = useFrame();
  const isEnabled = may("TERRITORY_FIGURES");
  const variables = { code, month, landlord: null };
  const top = useGraph(territoryDocument, variables, { isEnabled });
  const trend = useGraph(trendDocument, variables, { isEnabled });
  if (!isEnabled) {
    return (
      <Sheet title={t("report.contents.figures")} month={month}>
        <WithheldRow row="TERRITORY_FIGURES" />
      </Sheet>
    );
  }
  return (
    <>
      <Sheet title={t("report.contents.figures")} month={month}>
        <Answered query={top} roomRem={40}>
          {({ territory }) =>
            territory == null ? <NotFound /> : <KeyFigures territory={territory} />
          }
        </Answered>
      </Sheet>
      <Sheet title={t("report.contents.trend")} month={month}>
        <Answered query={trend} roomRem={40}>
          {({ territory }) => <Trend trend={territory?.trend ?? []} month={month} />}
        </Answered>
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
