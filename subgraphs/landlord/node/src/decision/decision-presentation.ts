import type { ShownDecision } from "@palier/landlord-store";
import { monthText, plainText } from "@palier/schema";
import { type RowConditions, showsObserved } from "../viewer/row-conditions.js";
import type { LevelDecision } from "./level-decision.type.js";

/** A decision as the graph shows it; its reason is among the reasons of the classification. */
export function toLevelDecision(
  { level, reason, fromMonth, untilMonth }: ShownDecision,
  { reasons }: Pick<RowConditions, "reasons">,
): LevelDecision {
  return {
    level,
    reason: showsObserved[reasons] ? plainText(reason) : null,
    from: monthText(fromMonth),
    until: monthText(untilMonth),
  };
}
