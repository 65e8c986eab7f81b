import { scaleLinear } from "@visx/scale";
import { LinePath } from "@visx/shape";
import { useWords } from "../language/use-words";
import { absentRuns } from "./absent-runs";
import { ChartFrame } from "./chart-frame";
import { MonthReader } from "./month-reader";
import { textWidth } from "./place-labels";
import { TrendAxes } from "./trend-axes";
import { trendMargin, trendScale } from "./trend-scale";

export interface SharePoint {
  readonly month: string;
  /** 0 to 1; null where none can be given, which leaves a gap. */
  readonly share: number | null;
  /** Why there is none, where there is none. */
  readonly absence: string;
  /** Some landlord is not in it: the mark is hollow. */
  readonly isPartial: boolean;
}

export interface ShareTrendProps {
  /** Oldest first. */
  readonly points: readonly SharePoint[];
  readonly title: string;
  /** All that it says, in words. */
  readonly label: string;
  readonly height?: number;
}

/** A share month by month. */
export function ShareTrend({ points, title, label, height = 260 }: ShareTrendProps) {
  const { t, format } = useWords();
  const saidOf = (index: number) => {
    const { share = null, absence = "", isPartial = false } = points[index] ?? {};
    const value = share === null ? absence : format.share(share);
    return isPartial ? t("parts.partialValue", { value }) : value;
  };
  return (
    <MonthReader title={title} months={points.map(({ month }) => month)} saidOf={saidOf}>
      <ChartFrame height={height} label={label}>
        {(width) => <Line points={points} width={width} height={height} />}
      </ChartFrame>
    </MonthReader>
  );
}

interface LineProps {
  readonly points: readonly SharePoint[];
  readonly width: number;
  readonly height: number;
}

function Line({ points, width, height }: LineProps) {
  const { format } = useWords();
  const { scale, ticks } = trendScale(
    points.map(({ month }) => month),
    width,
  );
  const x = ({ month }: SharePoint) => (scale(month) ?? 0) + scale.bandwidth() / 2;
  const highest = Math.max(0.04, ...points.map(({ share }) => share ?? 0));
  const y = scaleLinear<number>({
    domain: [0, Math.min(1, highest * 1.15)],
    range: [height - trendMargin.bottom, trendMargin.top],
    nice: 4,
  });
  const last = points.findLast(({ share }) => share !== null);
  return (
    <>
      <TrendAxes
        months={scale}
        ticks={ticks}
        shares={y}
        shareTicks={y.ticks(4)}
        height={height}
        width={width}
      />
      {absentRuns(points).map(({ from, to, absence }) => (
        <AbsentRun
          key={from.month}
          left={x(from) - scale.step() / 2}
          right={x(to) + scale.step() / 2}
          height={height}
          words={absence}
        />
      ))}
      <LinePath
        className="share-line"
        data={[...points]}
        defined={({ share }) => share !== null}
        x={x}
        y={({ share }) => y(share ?? 0)}
      />
      {points.map(
        (point) =>
          point.share !== null && (
            <circle
              key={point.month}
              className={point.isPartial ? "share-mark share-mark-partial" : "share-mark"}
              cx={x(point)}
              cy={y(point.share)}
              r={point.isPartial ? 4.5 : 2.5}
            />
          ),
      )}
      {last?.share != null && (
        <text
          className="chart-strong chart-halo"
          x={x(last) + 6}
          y={y(last.share) - 10}
          textAnchor="end"
        >
          {format.share(last.share)}
        </text>
      )}
    </>
  );
}

interface AbsentRunProps {
  readonly left: number;
  readonly right: number;
  readonly height: number;
  readonly words: string;
}

/** Months that have no share, with the reason where there is room for it. */
function AbsentRun({ left, right, height, words }: AbsentRunProps) {
  const bottom = height - trendMargin.bottom;
  return (
    <>
      <rect
        className="level-part-absent"
        x={left}
        y={trendMargin.top}
        width={right - left}
        height={bottom - trendMargin.top}
      />
      {textWidth(words, 14) < right - left && (
        <text
          className="chart-halo"
          x={(left + right) / 2}
          y={(trendMargin.top + bottom) / 2}
          dy="0.35em"
          textAnchor="middle"
        >
          {words}
        </text>
      )}
    </>
  );
}
