import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { ClassificationStatus } from "../../generated/graphql";
import { windowMonths } from "../../pattern/months";
import type { InMonth } from "../ground/section";
import { type AnsweredGate, type Gate, gatesOf } from "./gates";
import { GatesTable } from "./gates-table";
import { PictureOfCounts } from "./picture-of-counts";
import { computedSentence, nextSentence } from "./reason-sentences";
import "./reasons.css";

export interface ReasonsProps extends InMonth {
  /** Null where the month is not classified, or could not be read. */
  readonly classification: {
    readonly status: ClassificationStatus | null;
    readonly closedMonths: number | null;
    readonly gates: readonly AnsweredGate[] | null;
  } | null;
  /** Whether the convention shows what was observed. */
  readonly hasValues: boolean;
  /** Whether the level that the grid computes is the one that is shown; false where none could be read. */
  readonly isShown: boolean;
  /** Null where none is shown, or could be read. */
  readonly shownLevel: number | null;
  /** In words alone. */
  readonly isBrief?: boolean;
}

export function Reasons({
  id,
  month,
  classification,
  hasValues,
  isShown,
  shownLevel,
  isBrief = false,
}: ReasonsProps) {
  const { t } = useWords();
  const { may } = useFrame();
  if (classification === null) return <p>{t("site.unclassified")}</p>;
  if (classification.status === "UNDETERMINED") return <p>{t("site.undetermined")}</p>;
  // The landlord keeps to itself what the convention would let it show.
  if (classification.gates === null) return <WithheldRow row="REASONS" />;
  const gates = gatesOf(classification.gates);
  const words = (
    <ReasonsInWords
      gates={gates}
      closedMonths={classification.closedMonths}
      hasValues={hasValues}
      isShown={isShown}
      shownLevel={shownLevel}
    />
  );
  if (isBrief) return words;
  const table = <GatesTable gates={gates} month={month} hasValues={hasValues} />;
  return (
    <>
      {words}
      {may("INCIDENT_COUNTS") ? (
        <PictureOfCounts id={id} month={month} gates={gates} table={table} />
      ) : (
        table
      )}
    </>
  );
}

interface ReasonsInWordsProps extends Pick<ReasonsProps, "hasValues" | "isShown" | "shownLevel"> {
  readonly gates: readonly Gate[];
  readonly closedMonths: number | null;
}

/** What the computed level rests on, then what the next one lacks; the other gates stand in the table. */
function ReasonsInWords({
  gates,
  closedMonths,
  hasValues,
  isShown,
  shownLevel,
}: ReasonsInWordsProps) {
  const words = useWords();
  const { t } = words;
  const next = nextSentence(gates, words, shownLevel);
  return (
    <div className="reasons-words">
      <p className={isShown ? "reasons-lead" : undefined}>
        {computedSentence(gates, words, isShown)}
      </p>
      {next !== null && <p>{next}</p>}
      {closedMonths !== null && closedMonths < windowMonths && (
        <p>{t("site.closedMonths", { closed: closedMonths, window: windowMonths })}</p>
      )}
      {!hasValues && (
        <div className="site-withheld">
          {t("site.noValues")} <WithheldRow row="REASONS" />
        </div>
      )}
    </div>
  );
}
