import type { ReactNode } from "react";
import { useWidth } from "./use-width";
import "./charts.css";

export interface ChartFrameProps {
  readonly height: number;
  /** Everything the chart says, in words. */
  readonly label: string;
  readonly children: (width: number) => ReactNode;
}

/** A drawing as wide as its place; its text keeps its size, on a phone as on a wall. */
export function ChartFrame({ height, label, children }: ChartFrameProps) {
  const [place, width] = useWidth<HTMLDivElement>();
  return (
    <div className="chart" ref={place} style={{ minHeight: height }}>
      {width !== null && width > 0 && (
        <svg
          role="img"
          aria-label={label}
          width={width}
          height={height}
          viewBox={`0 0 ${width} ${height}`}
        >
          {children(width)}
        </svg>
      )}
    </div>
  );
}
