import { useWords } from "@palier/dashboard-ui/language/use-words";
import { WhyRefused } from "@palier/dashboard-ui/parts/why-refused";
import type { CountCell } from "./count-cell";
import { WithheldMark } from "./counted";

/** Where the page of what one may see explains what is withheld. */
export const withheldNumbersAt = "withheld-numbers";

export interface CountNotesProps {
  /** All that is shown above. */
  readonly cells: readonly CountCell[];
  /** Whether one of them fell by more than chance explains. */
  readonly hasUnusualFall?: boolean;
  /** Whether a change is not told because one of both numbers is partial. */
  readonly hasIncomparable?: boolean;
}

/** What the signs mean, one sentence each, as far as they occur. */
export function CountNotes({
  cells,
  hasUnusualFall = false,
  hasIncomparable = false,
}: CountNotesProps) {
  const { t } = useWords();
  const isWithheld = cells.some(({ state }) => state === "WITHHELD");
  const isPartial = cells.some((cell) => cell.state === "VALUE" && cell.isPartial);
  const isAbsent = cells.some(({ state }) => state === "ABSENT");
  return (
    <div className="counts-notes quiet">
      {isWithheld && (
        <p>
          <WithheldMark /> <span data-in-files>{t("counts.withheldNote")}</span>{" "}
          <WhyRefused line={withheldNumbersAt} />
        </p>
      )}
      {isPartial && <p data-in-files>{t("counts.partialNote")}</p>}
      {hasIncomparable && <p data-in-files>{t("counts.incomparableNote")}</p>}
      {isAbsent && <p data-in-files>{t("counts.absentNote")}</p>}
      {hasUnusualFall && <p data-in-files>{t("counts.fallNote")}</p>}
    </div>
  );
}

/** In the place of a table that would hold nothing else. */
export function AllWithheld() {
  const { t } = useWords();
  return (
    <p className="counts-all-withheld">
      <WithheldMark /> {t("counts.allWithheld")} <WhyRefused line={withheldNumbersAt} />
    </p>
  );
}
