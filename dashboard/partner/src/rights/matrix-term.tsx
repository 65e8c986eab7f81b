import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { RightsQuery } from "../generated/graphql";
import { VerdictMark } from "./verdict-mark";

export type Term = NonNullable<NonNullable<RightsQuery["viewer"]>["visibility"]>[number];

export interface MatrixTermProps {
  readonly term: Term;
  /** The address names this row. */
  readonly isPointed: boolean;
}

/** One row: what it is about, whether it is shown, and what that means. */
export function MatrixTerm({ term, isPointed }: MatrixTermProps) {
  const { t } = useWords();
  const { row, value, verdict, title, meaning, explanation } = term;
  const saysMore = value !== "GRANTED" && value !== "DENIED";
  return (
    <li
      id={row}
      tabIndex={-1}
      className="matrix-term"
      data-verdict={verdict}
      data-pointed={isPointed}
    >
      <VerdictMark verdict={verdict} />
      <div className="matrix-words">
        {isPointed && <p className="quiet matrix-pointed">{t("rights.pointed")}</p>}
        <h3>{title ?? row}</h3>
        <p>
          {saysMore && meaning != null && <strong>{t("rights.condition", { meaning })} </strong>}
          {explanation}
        </p>
      </div>
    </li>
  );
}
