import { createContext, useContext } from "react";
import { Link } from "react-router";
import { useWords } from "../language/use-words";

/** The address that explains a line of the convention's matrix; a desk without such a page gives none. */
export const ExplainedAt = createContext<((line: string) => string) | null>(null);

/** Leads to why the convention withholds something. */
export function WhyRefused({ line }: { readonly line: string }) {
  const { t } = useWords();
  const explainedAt = useContext(ExplainedAt);
  return explainedAt && <Link to={explainedAt(line)}>{t("parts.whyRefused")}</Link>;
}
