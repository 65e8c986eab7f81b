import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
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

/** What A4 has between its margins, in CSS pixels: 182 mm. */
const paperWidth = 688;

/** Width in CSS pixels of the element that takes the ref; null until it is laid out. */
function useWidth<Element extends HTMLElement>(): [RefObject<Element | null>, number | null] {
  const place = useRef<Element>(null);
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const measure = () => setWidth(Math.floor(element.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    // Drawn anew for paper: a screen's drawing made to fit would have letters that nobody reads.
    const forPaper = () =>
      flushSync(() => setWidth((now) => Math.min(now ?? paperWidth, paperWidth)));
    window.addEventListener("beforeprint", forPaper);
    window.addEventListener("afterprint", measure);
    return () => {
      observer.disconnect();
      window.removeEventListener("beforeprint", forPaper);
      window.removeEventListener("afterprint", measure);
    };
  }, []);
  return [place, width];
}
