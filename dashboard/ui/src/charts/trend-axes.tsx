import { AxisBottom, AxisLeft } from "@visx/axis";
import type { scaleBand, scaleLinear } from "@visx/scale";
import { useWords } from "../language/use-words";
import { trendMargin } from "./trend-scale";

export interface TrendAxesProps {
  readonly months: ReturnType<typeof scaleBand<string>>;
  readonly ticks: readonly string[];
  readonly shares: ReturnType<typeof scaleLinear<number>>;
  readonly shareTicks: readonly number[];
  readonly height: number;
  readonly width: number;
}

const leftText = { className: "chart-tick", textAnchor: "end", dx: -4, dy: 4 } as const;
const bottomText = { className: "chart-tick", textAnchor: "middle", dy: 14 } as const;

/** Shares on the left, months below, and thin lines across. */
export function TrendAxes(props: TrendAxesProps) {
  const { months, ticks, shares, shareTicks, height, width } = props;
  const { format } = useWords();
  return (
    <>
      {shareTicks.map((share) => (
        <line
          key={share}
          className="chart-grid"
          x1={trendMargin.left}
          x2={width - trendMargin.right}
          y1={shares(share)}
          y2={shares(share)}
        />
      ))}
      <AxisLeft
        left={trendMargin.left}
        scale={shares}
        tickValues={[...shareTicks]}
        tickFormat={(share) => format.share(Number(share))}
        tickLabelProps={leftText}
        hideTicks
        hideAxisLine
      />
      <AxisBottom
        top={height - trendMargin.bottom}
        scale={months}
        tickValues={[...ticks]}
        tickFormat={(month) => format.shortMonth(String(month))}
        tickLabelProps={bottomText}
        tickLength={5}
        stroke="var(--line-strong)"
        tickStroke="var(--line-strong)"
      />
    </>
  );
}
