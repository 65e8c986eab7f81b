import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { VisibilityVerdict } from "../generated/graphql";

const signs: Readonly<Record<VisibilityVerdict, string>> = {
  GRANTED: "✓",
  CONDITIONAL: "!",
  DENIED: "×",
};

/** A verdict by sign, word, frame and colour alike. */
export function VerdictMark({ verdict }: { readonly verdict: VisibilityVerdict }) {
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
