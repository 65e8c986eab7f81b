import {
  type Convention,
  isEverShown,
  lastPublishedMonth,
  monthText,
  needsPurpose,
  type Policy,
  rowsShown,
} from "@palier/schema";
import { type ReaderTerms, soon } from "../datasource/reader-terms.js";
import type { Session } from "./session.js";

/**
 * The convention as the gateway holds answers to it: each landlord enforces it itself, and what one
 * that lies or errs gives too much of passes nobody.
 */
export function readerTerms(
  { purpose }: Pick<Session, "purpose">,
  policy: Policy,
  { publication, disclosure }: Pick<Convention, "publication" | "disclosure">,
  now: () => Date,
): ReaderTerms {
  // What a reader is denied holds no small number either.
  const thresholdOf = (row: "incident-counts" | "territory-counts") =>
    rowsShown(policy.visibility, row) === "ALL" ? null : disclosure.threshold;
  return {
    threshold: thresholdOf("incident-counts"),
    totalsThreshold: thresholdOf("territory-counts"),
    lastMonth: () => monthText(lastPublishedMonth(publication, soon(now()))),
    isDenied: (coordinate) => {
      const decision = policy.access.get(coordinate)?.decision;
      if (decision === undefined) return true;
      // What totals rest on is asked for the gateway itself, and shown to nobody.
      if (decision === "gateway-only") return false;
      return !isEverShown(decision) || (needsPurpose(decision) && purpose === null);
    },
    isShownFreely: (coordinate) => {
      const decision = policy.access.get(coordinate)?.decision;
      return (
        decision !== undefined &&
        decision !== "gateway-only" &&
        isEverShown(decision) &&
        !needsPurpose(decision)
      );
    },
  };
}
