import { useWords } from "../language/use-words";
import { MatrixTerm, type Term } from "./matrix-term";
import { usePointedRow } from "./use-pointed-row";
import { VerdictMark } from "./verdict-mark";

/** The rows of the convention's matrix, in its order. */
export function Matrix({ terms }: { readonly terms: readonly Term[] }) {
  const { t } = useWords();
  const pointed = usePointedRow();
  return (
    <section aria-labelledby="rights-matrix">
      <h2 id="rights-matrix">{t("rights.matrix")}</h2>
      <p className="rights-lead">{t("rights.matrixLead")}</p>
      <p className="rights-legend">
        <VerdictMark verdict="granted" />
        <VerdictMark verdict="conditional" />
        <VerdictMark verdict="denied" />
      </p>
      <ul className="matrix">
        {terms.map((term) => (
          <MatrixTerm key={term.row} term={term} isPointed={term.row === pointed} />
        ))}
      </ul>
    </section>
  );
}
