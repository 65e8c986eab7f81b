import { LevelLegend } from "@palier/dashboard-ui/charts/level-legend";
import { LevelTrend } from "@palier/dashboard-ui/charts/level-trend";
import { ShareTrend } from "@palier/dashboard-ui/charts/share-trend";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import { extremesOf, type TrendMonth } from "./trend-months";
import "./figures.css";

export interface TrendChartsProps {
  /** Oldest first; at least one. */
  readonly months: readonly TrendMonth[];
  readonly landlord: string | null;
}

/** Levels 3 and 4, and all levels, month by month. */
export function TrendCharts({ months, landlord }: TrendChartsProps) {
  const { t } = useWords();
  const span = useSpan(months, landlord);
  const shareLabel = useShareLabel(months);
  return (
    <>
      <figure className="trend-figure">
        <figcaption>
          <h3>{t("figures.trend.share")}</h3>
          <p className="quiet">{span.caption}</p>
        </figcaption>
        <ShareTrend
          points={months.map(({ month, levels, hard, isPartial }) => ({
            month,
            share: hard?.share ?? null,
            absence: levels === null ? t("figures.trend.absentShort") : t("terms.undetermined"),
            isPartial,
          }))}
          title={t("figures.trend.share")}
          label={shareLabel}
        />
      </figure>
      <figure className="trend-figure">
        <figcaption>
          <h3>{t("figures.trend.levels")}</h3>
          <p className="quiet">{span.caption}</p>
        </figcaption>
        <LevelTrend
          columns={months.map(({ month, levels, isPartial }) => ({
            month,
            parts: levels,
            isPartial,
          }))}
          title={t("figures.trend.levels")}
          label={t("figures.trend.levelsLabel", span)}
        />
        <LevelLegend />
        <TrendMarks months={months} />
      </figure>
    </>
  );
}

/** What the marks beside the levels' mean, where they occur. */
function TrendMarks({ months }: { readonly months: readonly TrendMonth[] }) {
  const { t } = useWords();
  const marks = [
    ...(months.some(({ isPartial }) => isPartial) ? [`▲ ${t("figures.trend.partial")}`] : []),
    ...(months.some(({ levels }) => levels === null) ? [`□ ${t("figures.trend.absent")}`] : []),
  ];
  return marks.length === 0 ? null : <p className="quiet">{marks.join(" · ")}</p>;
}

function useSpan(months: readonly TrendMonth[], landlord: string | null) {
  const { t, format } = useWords();
  const { convention, landlordName } = useFrame();
  const from = format.month(months[0]?.month ?? "");
  const to = format.month(months.at(-1)?.month ?? "");
  const grid = t("terms.gridVersion", { version: convention?.gridVersion ?? "?" });
  const caption =
    landlord === null
      ? t("figures.trend.span", { from, to, grid })
      : t("figures.trend.spanLandlord", { from, to, grid, landlord: landlordName(landlord) });
  return { from, to, caption };
}

function useShareLabel(months: readonly TrendMonth[]): string {
  const { t, format } = useWords();
  const extremes = extremesOf(months);
  const from = format.month(months[0]?.month ?? "");
  const to = format.month(months.at(-1)?.month ?? "");
  if (extremes === null) return t("figures.trend.shareLabelEmpty", { from, to });
  return t("figures.trend.shareLabel", {
    from,
    to,
    first: format.share(extremes.first.share),
    last: format.share(extremes.last.share),
    most: format.share(extremes.most.share),
    mostMonth: format.month(extremes.most.month),
    least: format.share(extremes.least.share),
    leastMonth: format.month(extremes.least.month),
  });
}
