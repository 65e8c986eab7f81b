import { type ReactNode, useId } from "react";
import { SheetFooter } from "./sheet-footer";

/** A territory in a published month: what most sheets are about. */
export interface InMonth {
  /** Of the territory. */
  readonly code: string;
  readonly month: string;
}

export interface SheetProps {
  /** Null where its parts have headings of their own. */
  readonly title: string | null;
  readonly month: string;
  /** Runs over several sheets of paper, and brings its footer along. */
  readonly isLong?: boolean;
  readonly children: ReactNode;
}

/** One page of the report. */
export function Sheet({ title, month, isLong = false, children }: SheetProps) {
  const id = useId();
  const className = isLong ? "sheet sheet-long" : "sheet";
  const content = (
    <>
      <div className="sheet-body">{children}</div>
      {!isLong && <SheetFooter month={month} />}
    </>
  );
  if (title === null) return <div className={className}>{content}</div>;
  return (
    <section className={className} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {content}
    </section>
  );
}
