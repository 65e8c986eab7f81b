import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Sheet, type SheetProps } from "./sheet";

const parts = ["findings", "decisions", "next"] as const;

/** Room for what the committee writes by hand. */
export function ConclusionsSheet({ month }: Pick<SheetProps, "month">) {
  const { t } = useWords();
  return (
    <Sheet title={t("report.contents.conclusions")} month={month}>
      {parts.map((part) => (
        <section key={part} className="conclusions-part">
          <h3>{t(`report.conclusions.${part}`)}</h3>
          <p className="quiet">{t(`report.conclusions.${part}Advice`)}</p>
          <div className="conclusions-lines" aria-hidden="true" />
        </section>
      ))}
    </Sheet>
  );
}
