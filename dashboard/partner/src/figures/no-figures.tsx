import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import type { Finding } from "./figures";

/** In the place of figures that are not there, with the reason: never a zero. */
export function NoFigures({ kind }: { readonly kind: Exclude<Finding["kind"], "levels"> }) {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t(`figures.none.${kind}`)}>
      <p>{t(`figures.none.${kind}Advice`)}</p>
    </Notice>
  );
}
