import { useWords } from "@palier/dashboard-ui/language/use-words";
import { WhyRefused } from "@palier/dashboard-ui/parts/why-refused";
import type { VisibilityRow } from "../generated/graphql";

/** In the place of what the convention does not show the visitor, so that nothing is just absent. */
export function WithheldRow({ row }: { readonly row: VisibilityRow }) {
  const { t } = useWords();
  return (
    <p className="withheld-row">
      {t("frame.notYours")} <WhyRefused line={row} />
    </p>
  );
}
