import { Link } from "react-router";
import type { VisibilityRow } from "../generated/graphql";
import { useWords } from "../language/use-words";

/** In the place of what the convention does not show the visitor, so that nothing is just absent. */
export function WithheldRow({ row }: { readonly row: VisibilityRow }) {
  const { t } = useWords();
  return (
    <p className="withheld-row">
      {t("parts.notYours")} <Link to={`/rights#${row}`}>{t("parts.whyRefused")}</Link>
    </p>
  );
}
