import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { ClassificationStatus } from "../../generated/graphql";
import { windowMonths } from "../../pattern/months";
import type { InMonth } from "../ground/section";
import { type AnsweredGate, type Gate, gatesOf } from "./gates";
import { GatesTable } from "./gates-table";
import { PictureOfCounts } from "./picture-of-counts";
import { computedSentence, gateSentence } from "./reason-sentences";
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
}

export function Reasons({ id, month, classification, hasValues }: ReasonsProps) {
  const { t } = useWords();
  const { may } = useFrame();
  if (classification === null) return <p>{t("site.unclassified")}</p>;
  if (classification.status === "UNDETERMINED") return <p>{t("site.undetermined")}</p>;
  // The landlord keeps to itself what the convention would let it show.
  if (classification.gates === null) return <WithheldRow row="REASONS" />;
  const gates = gatesOf(classification.gates);
  const table = <GatesTable gates={gates} month={month} hasValues={hasValues} />;
  return (
    <>
      <InWords gates={gates} closedMonths={classification.closedMonths} hasValues={hasValues} />
      {may("INCIDENT_COUNTS") ? (
        <PictureOfCounts id={id} month={month} gates={gates} table={table} />
      ) : (
        table
      )}
    </>
  );
}

interface InWordsProps {
  readonly gates: readonly Gate[];
  readonly closedMonths: number | null;
  readonly hasValues: boolean;
}

function InWords({ gates, closedMonths, hasValues }: InWordsProps) {
  const words = useWords();
  const { t } = words;
  return (
    <div className="reasons-words">
      <p className="reasons-lead">{computedSentence(gates, words)}</p>
      <ul>
        {gates.map((gate) => (
          <li key={gate.level}>{gateSentence(gate, words)}</li>
        ))}
      </ul>
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
