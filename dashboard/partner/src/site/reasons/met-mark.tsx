import { useWords } from "@palier/dashboard-ui/language/use-words";

/** Whether a gate or a condition is met, by sign and word. */
export function MetMark({ isMet }: { readonly isMet: boolean | null }) {
  const { t } = useWords();
  return (
    <span className="met-mark" data-met={String(isMet)}>
      {isMet !== null && <span aria-hidden="true">{metSign(isMet)}</span>}
      {isMet === null ? t("site.metUnknown") : t(isMet ? "site.met" : "site.notMet")}
    </span>
  );
}

export function metSign(isMet: boolean): string {
  return isMet ? "✓" : "✗";
}
