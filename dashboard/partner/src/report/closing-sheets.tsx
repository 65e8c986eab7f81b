import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { useFrame } from "../frame/frame";
import { Sheet, type SheetProps } from "./sheet";

const levels = [4, 3, 2, 1] as const;
const conclusions = ["findings", "decisions", "next"] as const;
const rules = ["closed", "stability", "decision", "coverage", "secrecy", "same"] as const;

/** The grid whose thresholds the note tells; another version has others. */
const toldGridVersion = 1;

/** How to read the report, for who was not there when the convention was written. */
export function MethodSheet({ month }: { readonly month: string }) {
  const { t } = useWords();
  const { convention } = useFrame();
  return (
    <Sheet title={t("report.contents.method")} month={month}>
      <section className="sheet-part">
        <h3>{t("report.method.levels")}</h3>
        <ul className="bare method-levels">
          {levels.map((level) => (
            <li key={level}>
              <LevelBadge level={level} />
              <span>{t(`report.method.level${level}`)}</span>
            </li>
          ))}
        </ul>
      </section>
      <section className="sheet-part">
        <h3>{t("report.method.howTitle")}</h3>
        <p>{t("report.method.how")}</p>
        {convention?.gridVersion === toldGridVersion ? (
          <Gates />
        ) : (
          <p>{t("report.method.otherGrid")}</p>
        )}
      </section>
      <section className="sheet-part">
        <h3>{t("report.method.rulesTitle")}</h3>
        {rules.map((rule) => (
          <p key={rule}>
            <strong>{t(`report.method.${rule}Title`)}</strong> {t(`report.method.${rule}`)}
          </p>
        ))}
      </section>
    </Sheet>
  );
}

function Gates() {
  const { t } = useWords();
  return (
    <>
      <ul className="bare method-levels">
        {levels.map((level) => (
          <li key={level}>
            <LevelBadge level={level} />
            <span>{t(`report.method.gate${level}`)}</span>
          </li>
        ))}
      </ul>
      <p>{t("report.method.property")}</p>
    </>
  );
}

/** Room for what the committee writes by hand. */
export function ConclusionsSheet({ month }: Pick<SheetProps, "month">) {
  const { t } = useWords();
  return (
    <Sheet title={t("report.contents.conclusions")} month={month}>
      {conclusions.map((part) => (
        <section key={part} className="conclusions-part">
          <h3>{t(`report.conclusions.${part}`)}</h3>
          <p className="quiet">{t(`report.conclusions.${part}Advice`)}</p>
          <div className="conclusions-lines" aria-hidden="true" />
        </section>
      ))}
    </Sheet>
  );
}
