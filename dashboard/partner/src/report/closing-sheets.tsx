import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Fragment } from "react";
import { glossaryDocument } from "../frame/frame.documents";
import type { GlossaryQuery } from "../generated/graphql";
import { Sheet, type SheetProps } from "./sheet";

const levels = [4, 3, 2, 1] as const;
const conclusions = ["findings", "decisions", "next"] as const;

/** What a level is found by. */
const terms = ["window", "gate"] as const;
/** Rules of the grid, in the convention's own numbers. */
const gridRules = ["closed-month", "undetermined", "held-level", "decision"] as const;
const rules = ["coverage", "secrecy", "same"] as const;

/** How to read the report, for who was not there when the convention was written; thresholds are the glossary's. */
export function MethodSheet({ month }: { readonly month: string }) {
  const { t, language } = useWords();
  const query = useGraph(glossaryDocument, { language: language.wording });
  return (
    <Sheet title={t("report.contents.method")} month={month}>
      <Answered query={query} roomRem={40}>
        {({ convention }) => {
          const entries = convention?.glossary?.flatMap((section) => section.entries ?? []) ?? [];
          return <OfGrid entryOf={(code) => entries.find((each) => each.code === code)} />;
        }}
      </Answered>
      <section className="sheet-part">
        {rules.map((rule) => (
          <p key={rule}>
            <strong>{t(`report.method.${rule}Title`)}</strong> {t(`report.method.${rule}`)}
          </p>
        ))}
      </section>
    </Sheet>
  );
}

type Sections = NonNullable<NonNullable<GlossaryQuery["convention"]>["glossary"]>;
type Entry = NonNullable<Sections[number]["entries"]>[number];

interface OfGridProps {
  entryOf(code: string): Entry | undefined;
}

function OfGrid({ entryOf }: OfGridProps) {
  const { t } = useWords();
  return (
    <>
      <section className="sheet-part">
        <h3>{t("report.method.levels")}</h3>
        <p>
          {terms.map((code) => (
            <Fragment key={code}>
              <strong>{entryOf(code)?.term}.</strong> {entryOf(code)?.meaning}{" "}
            </Fragment>
          ))}
        </p>
        <ul className="bare method-levels">
          {levels.map((level) => {
            const gate = entryOf(`level-${level}`);
            const points = gate?.points ?? [];
            return (
              <li key={level}>
                <LevelBadge level={level} />
                <span>
                  {t(`report.method.level${level}`)}{" "}
                  {points.length === 0
                    ? gate?.meaning
                    : `${joined(points, t("report.method.and"))}.`}
                </span>
              </li>
            );
          })}
        </ul>
      </section>
      <section className="sheet-part">
        <h3>{t("report.method.rulesTitle")}</h3>
        {gridRules.map((code) => (
          <p key={code}>
            <strong>{entryOf(code)?.term}.</strong> {entryOf(code)?.meaning}
          </p>
        ))}
      </section>
    </>
  );
}

/** Sentences that begin with a word and no name, as one. */
function joined(points: readonly string[], between: string): string {
  const [first = "", ...others] = points;
  const later = others.map((point) => point.charAt(0).toLowerCase() + point.slice(1));
  return [first, ...later].join(between);
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
