import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { ShownRow } from "../../frame/shown-row";
import { windowMonths } from "../../pattern/months";
import { type InMonth, Section } from "../ground/section";
import { siteLevelDocument } from "../ground/site.documents";
import { standingOf } from "../ground/standing";
import { DecisionReason, type LevelOfMonth, LevelSources } from "./level-sources";

export interface LevelSectionProps extends InMonth {
  /** Without the three levels side by side. */
  readonly isBrief?: boolean;
}

/** The level of the month, since when, and whether the grid or the landlord says so. */
export function LevelSection({ id, month, isBrief = false }: LevelSectionProps) {
  const { t } = useWords();
  return (
    <Section title={t("site.level")}>
      <ShownRow
        row="SITE_LEVEL"
        document={siteLevelDocument}
        variables={{ id, month }}
        roomRem={14}
      >
        {({ site }, isWhole) => {
          const classification = site?.classification;
          if (classification != null) {
            return <Level id={id} classification={classification} isBrief={isBrief} />;
          }
          return isWhole ? <Unclassified /> : null;
        }}
      </ShownRow>
    </Section>
  );
}

interface LevelProps {
  readonly id: string;
  readonly classification: LevelOfMonth;
  readonly isBrief: boolean;
}

function Level({ id, classification, isBrief }: LevelProps) {
  const { t, format } = useWords();
  const { month, level, since, gridVersion, closedMonths } = classification;
  const standing = standingOf(classification);
  const grid = t("terms.gridVersion", { version: gridVersion ?? "?" });
  return (
    <>
      <p className="quiet">
        {t("site.figuresOf", { month: month === null ? "?" : format.month(month), grid })}
      </p>
      <p className="site-level">
        <LevelBadge level={level} />
        {since !== null && <strong>{t("site.since", { month: format.month(since) })}</strong>}
        <span>{t(`site.standing.${standing}`)}</span>
      </p>
      {standing === "UNDETERMINED" ? (
        <Undetermined closedMonths={closedMonths} />
      ) : (
        !isBrief && <LevelSources id={id} classification={classification} />
      )}
      {isBrief && classification.decision !== null && month !== null && (
        <DecisionReason id={id} month={month} />
      )}
    </>
  );
}

/** The landlord has not closed the month. */
function Unclassified() {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t("site.unclassified")}>
      <p>{t("site.unclassifiedAdvice")}</p>
    </Notice>
  );
}

/** Too few months are closed to tell. */
function Undetermined({ closedMonths }: { readonly closedMonths: number | null }) {
  const { t } = useWords();
  return (
    <Notice kind="info" title={t("site.undetermined")}>
      <p>{t("site.undeterminedAdvice", { closed: closedMonths ?? "?", window: windowMonths })}</p>
    </Notice>
  );
}
