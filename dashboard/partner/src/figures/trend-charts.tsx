import { useFrame } from "../frame/frame";
import { useWords } from "../language/use-words";
import { LevelLegend } from "../parts/charts/level-legend";
import { LevelTrend } from "../parts/charts/level-trend";
import { ShareTrend } from "../parts/charts/share-trend";
import { extremesOf, type TrendMonth } from "./trend-months";

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
          <h3>{t("territory.trend.share")}</h3>
          <p className="quiet">{span.caption}</p>
        </figcaption>
        <ShareTrend
          points={months.map(({ month, levels, hard, isPartial }) => ({
            month,
            share: hard?.share ?? null,
            absence: levels === null ? t("territory.trend.absentShort") : t("terms.undetermined"),
            isPartial,
          }))}
          label={shareLabel}
        />
      </figure>
      <figure className="trend-figure">
        <figcaption>
          <h3>{t("territory.trend.levels")}</h3>
          <p className="quiet">{span.caption}</p>
        </figcaption>
        <LevelTrend
          columns={months.map(({ month, levels, isPartial }) => ({
            month,
            parts: levels,
            isPartial,
          }))}
          label={t("territory.trend.levelsLabel", span)}
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
    ...(months.some(({ isPartial }) => isPartial) ? [`▲ ${t("territory.trend.partial")}`] : []),
    ...(months.some(({ levels }) => levels === null) ? [`□ ${t("territory.trend.absent")}`] : []),
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
      ? t("territory.trend.span", { from, to, grid })
      : t("territory.trend.spanLandlord", { from, to, grid, landlord: landlordName(landlord) });
  return { from, to, caption };
}

function useShareLabel(months: readonly TrendMonth[]): string {
  const { t, format } = useWords();
  const extremes = extremesOf(months);
  const from = format.month(months[0]?.month ?? "");
  const to = format.month(months.at(-1)?.month ?? "");
  if (extremes === null) return t("territory.trend.shareLabelEmpty", { from, to });
  return t("territory.trend.shareLabel", {
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
