import { type ReactNode, useId } from "react";
import { SheetFooter } from "./sheet-footer";

/** A territory in a published month: what most sheets are about. */
export interface InMonth {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

export interface SheetProps {
  readonly title: string;
  readonly month: string;
  /** Runs over several sheets of paper, and brings its footer along. */
  readonly isLong?: boolean;
  readonly children: ReactNode;
}

/** One page of the report. */
export function Sheet({ title, month, isLong = false, children }: SheetProps) {
  const id = useId();
  return (
    <section className={isLong ? "sheet sheet-long" : "sheet"} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="sheet-body">{children}</div>
      {!isLong && <SheetFooter month={month} />}
    </section>
  );
}
