import { ChartFrame } from "@palier/dashboard-ui/charts/chart-frame";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useId } from "react";
import { runsOf } from "../ground/runs";
import { chartHeight, type HistoryScale, historyScale, sizes, stepPath } from "./history-layout";
import type { HistoryPoint } from "./history-points";

export interface HistoryChartProps {
  /** Oldest first. */
  readonly points: readonly HistoryPoint[];
}

/** Levels as steps: the one in force drawn through, the computed one dotted, decisions bracketed. */
export function HistoryChart({ points }: HistoryChartProps) {
  const { t, format } = useWords();
  const hatch = useId();
  const [from = "", to = ""] = [points[0]?.month, points.at(-1)?.month];
  const label = t("site.historyHeard", { from: format.month(from), to: format.month(to) });
  return (
    <ChartFrame height={chartHeight} label={label}>
      {(width) => {
        const scale = historyScale(width, points.length);
        return (
          <>
            <defs>
              <pattern
                id={hatch}
                width={7}
                height={7}
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width={1.5} height={7} className="history-hatch" />
              </pattern>
            </defs>
            <Levels scale={scale} />
            <Gaps points={points} scale={scale} hatch={hatch} />
            <Years points={points} scale={scale} />
            <path className="history-effective" d={stepPath(points, ({ level }) => level, scale)} />
            <Computed points={points} scale={scale} />
            <Decisions points={points} scale={scale} />
          </>
        );
      }}
    </ChartFrame>
  );
}

interface PartProps {
  readonly points: readonly HistoryPoint[];
  readonly scale: HistoryScale;
}

function Levels({ scale }: { readonly scale: HistoryScale }) {
  const { t } = useWords();
  return [4, 3, 2, 1].map((level) => (
    <g key={level}>
      <rect
        className="history-band"
        data-level={level}
        x={sizes.left}
        y={scale.y(level) - sizes.band / 2}
        width={scale.width - sizes.left - sizes.right}
        height={sizes.band}
      />
      <text x={sizes.left - 8} y={scale.y(level) + 5} textAnchor="end">
        {t("terms.level", { level })}
      </text>
    </g>
  ));
}

function Gaps({ points, scale, hatch }: PartProps & { readonly hatch: string }) {
  const { t } = useWords();
  return runsOf(points, ({ state }) => state).map(({ key: state, from, length }) => {
    if (state === "CLASSIFIED") return null;
    const word = t(state === "UNDETERMINED" ? "site.undeterminedShort" : "site.notPublished");
    const width = length * scale.step;
    const wordWidth = word.length * 8 + 8;
    const middle = scale.x(from) + width / 2;
    return (
      <g key={from}>
        <rect
          className="history-gap"
          fill={`url(#${hatch})`}
          x={scale.x(from)}
          y={sizes.top}
          width={width}
          height={4 * sizes.band}
        />
        {wordWidth < width && (
          <>
            <rect
              className="history-word-ground"
              x={middle - wordWidth / 2}
              y={scale.y(2) - sizes.band / 2 - 11}
              width={wordWidth}
              height={22}
            />
            <text
              className="history-gap-word"
              x={middle}
              y={scale.y(2) - sizes.band / 2 + 5}
              textAnchor="middle"
            >
              {word}
            </text>
          </>
        )}
      </g>
    );
  });
}

/** A line and the year at each January; the first and the last month by name. */
function Years({ points, scale }: PartProps) {
  const { format } = useWords();
  const bottom = sizes.top + 4 * sizes.band;
  const [first, last] = [points[0], points.at(-1)];
  return (
    <>
      {points.map(({ month }, index) =>
        month.endsWith("-01") ? (
          <g key={month}>
            <line
              className="history-year"
              x1={scale.x(index)}
              x2={scale.x(index)}
              y1={sizes.top}
              y2={bottom + 6}
            />
            <text className="chart-tick" x={scale.x(index) + 3} y={bottom + 18}>
              {month.slice(0, 4)}
            </text>
          </g>
        ) : null,
      )}
      {first !== undefined && (
        <text className="chart-tick" x={sizes.left} y={bottom + 36}>
          {format.shortMonth(first.month)}
        </text>
      )}
      {last !== undefined && (
        <text className="chart-tick" x={scale.width - sizes.right} y={bottom + 36} textAnchor="end">
          {format.shortMonth(last.month)}
        </text>
      )}
    </>
  );
}

/** A dot for each month whose computed level is not the one in force, or a dotted line through them. */
function Computed({ points, scale }: PartProps) {
  const differs = ({ level, computedLevel }: HistoryPoint) =>
    computedLevel !== level ? computedLevel : null;
  return (
    <>
      <path className="history-computed" d={stepPath(points, differs, scale)} />
      {points.map((point, index) => {
        const level = differs(point);
        if (level === null) return null;
        return (
          <circle
            key={point.month}
            className="history-dot"
            cx={scale.x(index) + scale.step / 2}
            cy={scale.y(level)}
            r={Math.min(4, scale.step / 2)}
          />
        );
      })}
    </>
  );
}

function Decisions({ points, scale }: PartProps) {
  const { t } = useWords();
  const runs = runsOf(points, ({ decidedLevel }) => decidedLevel);
  return runs.map(({ key: level, from, length }) => {
    if (level === null) return null;
    const [start, end] = [scale.x(from), scale.x(from + length)];
    const isLate = start > scale.width * 0.7;
    return (
      <g key={from}>
        <path className="history-decision" d={`M${start + 1},${sizes.top}v-8H${end - 1}v8`} />
        <text
          className="history-decision-word"
          x={isLate ? end : start}
          y={sizes.top - 13}
          textAnchor={isLate ? "end" : "start"}
        >
          {t("site.decided", { level })}
        </text>
      </g>
    );
  });
}
