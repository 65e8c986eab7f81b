import { scaleLinear } from "@visx/scale";
import { useId } from "react";
import { useWords } from "../language/use-words";
import { ChartFrame } from "./chart-frame";
import { LevelPatterns, levelFill } from "./level-patterns";
import { MonthReader } from "./month-reader";
import { type LevelPart, stackParts } from "./stack-parts";
import { TrendAxes } from "./trend-axes";
import { trendMargin, trendScale } from "./trend-scale";

export interface LevelColumn {
  readonly month: string;
  /** From below; null where there are no figures, which leaves an empty frame. */
  readonly parts: readonly LevelPart[] | null;
  /** Some landlord is not in it: a triangle stands below. */
  readonly isPartial: boolean;
}

export interface LevelTrendProps {
  /** Oldest first. */
  readonly columns: readonly LevelColumn[];
  readonly title: string;
  /** All that it says, in words. */
  readonly label: string;
  readonly height?: number;
}

/** Dwellings by level, month by month, levels 4 and 3 at the bottom. */
export function LevelTrend({ columns, title, label, height = 260 }: LevelTrendProps) {
  const { t, format } = useWords();
  const saidOf = (index: number) => {
    const { parts = null, isPartial = false } = columns[index] ?? {};
    if (parts === null) return t("parts.noValue");
    const value = stackParts(parts)
      .map(({ level, from, to }) => {
        const name = level === null ? t("terms.undetermined") : t("terms.level", { level });
        return `${name} ${format.share(to - from)}`;
      })
      .join(", ");
    return isPartial ? t("parts.partialValue", { value }) : value;
  };
  return (
    <MonthReader title={title} months={columns.map(({ month }) => month)} saidOf={saidOf}>
      <ChartFrame height={height} label={label}>
        {(width) => <Columns columns={columns} width={width} height={height} />}
      </ChartFrame>
    </MonthReader>
  );
}

interface ColumnsProps {
  readonly columns: readonly LevelColumn[];
  readonly width: number;
  readonly height: number;
}

const shareTicks = [0, 0.25, 0.5, 0.75, 1] as const;

function Columns({ columns, width, height }: ColumnsProps) {
  const scope = useId();
  const { scale, ticks } = trendScale(
    columns.map(({ month }) => month),
    width,
  );
  const bottom = height - trendMargin.bottom;
  const y = scaleLinear<number>({ domain: [0, 1], range: [bottom, trendMargin.top] });
  const barWidth = scale.bandwidth();
  return (
    <>
      <LevelPatterns scope={scope} />
      <TrendAxes
        months={scale}
        ticks={ticks}
        shares={y}
        shareTicks={shareTicks}
        height={height}
        width={width}
      />
      {columns.map(({ month, parts, isPartial }) => {
        const left = scale(month) ?? 0;
        return (
          <g key={month}>
            {parts === null ? (
              <rect
                className="level-part-absent"
                x={left}
                y={y(1)}
                width={barWidth}
                height={bottom - y(1)}
              />
            ) : (
              stackParts(parts).map(({ level, from, to }) => (
                <rect
                  key={level}
                  className="level-part"
                  x={left}
                  y={y(to)}
                  width={barWidth}
                  height={y(from) - y(to)}
                  fill={levelFill(scope, level)}
                />
              ))
            )}
            {isPartial && (
              <path
                className="chart-partial"
                d={`M${left + barWidth / 2} ${bottom + 34}l5 8h-10z`}
              />
            )}
          </g>
        );
      })}
    </>
  );
}
