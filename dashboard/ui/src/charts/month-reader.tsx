import { type PointerEvent, type ReactNode, useState } from "react";
import { useWords } from "../language/use-words";

export interface MonthReaderProps {
  /** Name of the chart: a page may have several. */
  readonly title: string;
  /** Oldest first; at least one. */
  readonly months: readonly string[];
  /** What the chart says of a month. */
  readonly saidOf: (index: number) => string;
  /** A chart whose months stand as `trendScale` puts them. */
  readonly children: ReactNode;
}

/**
 * A chart's values one month at a time: under the pointer, or by arrow keys. A range lies over the plot, so that keys,
 * touch and what listens to the page know it; paper has the table.
 */
export function MonthReader({ title, months, saidOf, children }: MonthReaderProps) {
  const { t, format } = useWords();
  const [chosen, setChosen] = useState<number | null>(null);
  const last = months.length - 1;
  const index = Math.min(chosen ?? last, last);
  const words = t("parts.monthValue", {
    month: format.month(months[index] ?? ""),
    value: saidOf(index),
  });
  const point = ({ currentTarget, clientX }: PointerEvent<HTMLInputElement>) => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const under = Math.floor(((clientX - left) / width) * months.length);
    setChosen(Math.min(Math.max(under, 0), last));
  };
  return (
    <>
      <div className="month-reader">
        {children}
        <div className="month-reader-plot only-screen">
          {chosen !== null && (
            <span
              className="month-reader-line"
              style={{ left: `${((index + 0.5) / months.length) * 100}%` }}
            />
          )}
          <input
            type="range"
            aria-label={t("parts.readMonths", { chart: title })}
            aria-valuetext={words}
            min={0}
            max={last}
            value={index}
            onChange={({ target }) => setChosen(Number(target.value))}
            onPointerMove={point}
          />
        </div>
      </div>
      <output className="month-reader-words only-screen">{words}</output>
    </>
  );
}
