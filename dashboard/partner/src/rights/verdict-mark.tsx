import { useWords } from "../language/use-words";
import type { Verdict } from "./verdict";

const signs: Readonly<Record<Verdict, string>> = { granted: "✓", conditional: "!", denied: "×" };

/** A verdict by sign, word, frame and colour alike. */
export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useWords();
  return (
    <span className="verdict" data-verdict={verdict}>
      <span className="verdict-sign" aria-hidden="true">
        {signs[verdict]}
      </span>
      {t(`rights.verdicts.${verdict}`)}
    </span>
  );
}
