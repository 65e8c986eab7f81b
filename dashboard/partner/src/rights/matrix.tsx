import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { useEffect } from "react";
import { useLocation } from "react-router";
import type { RightsQuery } from "../generated/graphql";
import { VerdictMark } from "./verdict-mark";

type Term = NonNullable<NonNullable<RightsQuery["viewer"]>["visibility"]>[number];

/** The rows of the convention's matrix, in its order. */
export function Matrix({ terms }: { readonly terms: readonly Term[] }) {
  const { t } = useWords();
  const pointed = usePointedRow();
  return (
    <section aria-labelledby="rights-matrix">
      <h2 id="rights-matrix">{t("rights.matrix")}</h2>
      <p className="rights-lead">{t("rights.matrixLead")}</p>
      <p className="rights-legend">
        <VerdictMark verdict="GRANTED" />
        <VerdictMark verdict="CONDITIONAL" />
        <VerdictMark verdict="DENIED" />
      </p>
      <ul className="bare matrix">
        {terms.map((term) => (
          <MatrixTerm key={term.row} term={term} isPointed={term.row === pointed} />
        ))}
      </ul>
      <MatrixFields terms={terms} />
    </section>
  );
}

interface MatrixTermProps {
  readonly term: Term;
  /** The address names this row. */
  readonly isPointed: boolean;
}

/** One row: what it is about, whether it is shown, and what that means. */
function MatrixTerm({ term, isPointed }: MatrixTermProps) {
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

/** For who writes questions to the graph: which fields each row stands for, in one place. */
function MatrixFields({ terms }: { readonly terms: readonly Term[] }) {
  const { t, format } = useWords();
  const inGraph = terms.filter(({ fields }) => (fields ?? []).length > 0);
  const outside = terms.filter(({ fields }) => (fields ?? []).length === 0);
  return (
    <details className="matrix-fields">
      <summary>{t("rights.fields")}</summary>
      <DataTable
        className="matrix-fields-table"
        caption={t("rights.fieldsCaption")}
        columns={[t("rights.rowColumn"), t("rights.valueColumn"), t("rights.fieldsColumn")]}
        isWide
      >
        <tbody>
          {inGraph.map(({ row, value, title, fields }) => (
            <tr key={row}>
              <th scope="row">
                {title ?? row} <code className="beside">{row}</code>
              </th>
              <td>
                <code>{value}</code>
              </td>
              <td>
                <ul className="bare">
                  {fields?.map((field) => (
                    <li key={field}>
                      <code>{field}</code>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {outside.length > 0 && (
        <p>
          {t("rights.noFields", {
            rows: format.listWithAnd(outside.map(({ title, row }) => title ?? row)),
          })}
        </p>
      )}
    </details>
  );
}

/**
 * Goes to the row that the address names after `#`, once it is there.
 *
 * @returns id of that row, or "".
 */
function usePointedRow(): string {
  const { hash, key } = useLocation();
  const row = hash.slice(1);
  // `key`: the same link again goes there again.
  useEffect(() => {
    // After the frame has put the page at its beginning.
    const frame = requestAnimationFrame(() => {
      const element = row === "" ? null : document.getElementById(row);
      element?.focus({ preventScroll: true });
      element?.scrollIntoView({ block: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [row, key]);
  return row;
}
