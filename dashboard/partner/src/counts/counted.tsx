import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { CountCell } from "./count-cell";
import "./counts.css";

export interface CountedProps {
  readonly cell: CountCell;
  /** How the number is written, a lower bound never rounded up; whole numbers unless given. */
  readonly write?: (number: number, isPartial: boolean) => string;
}

/** A number, a zero, one that is withheld, one that is not known: told apart by their signs, in grey and on paper too. */
export function Counted({ cell, write }: CountedProps) {
  const { t, format } = useWords();
  if (cell.state === "WITHHELD") return <WithheldMark />;
  if (cell.state === "ABSENT")
    return <Mark sign={t("counts.absentSign")} heard={t("counts.absent")} />;
  const isPartial = cell.isPartial === true;
  const number = write?.(cell.count, isPartial) ?? format.number(cell.count);
  if (!isPartial) return number;
  return (
    <Mark sign={t("counts.atLeastSign", { number })} heard={t("counts.atLeast", { number })} />
  );
}

export interface MarkProps {
  readonly sign: string;
  /** In its place for who hears the page. */
  readonly heard: string;
}

export function Mark({ sign, heard }: MarkProps) {
  return (
    <>
      <span aria-hidden="true">{sign}</span>
      <span className="only-heard">{heard}</span>
    </>
  );
}

/** In the place of a number that exists and is not shown. */
export function WithheldMark() {
  const { t } = useWords();
  return (
    <span className="counts-withheld">
      <Mark sign={t("counts.withheldSign")} heard={t("terms.withheld")} />
    </span>
  );
}
