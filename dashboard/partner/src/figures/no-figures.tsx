import { useWords } from "../language/use-words";
import { Notice } from "../parts/notice";
import type { Finding } from "./figures";

/** In the place of figures that are not there, with the reason: never a zero. */
export function NoFigures({ kind }: { readonly kind: Exclude<Finding["kind"], "levels"> }) {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t(`territory.none.${kind}`)}>
      <p>{t(`territory.none.${kind}Advice`)}</p>
    </Notice>
  );
}
