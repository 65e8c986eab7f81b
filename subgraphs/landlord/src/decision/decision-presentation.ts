import { monthText } from "@palier/schema";
import type { DecisionRow } from "./decision.entity.js";
import type { LevelDecision } from "./level-decision.type.js";

/** What the graph shows of a decision's row: not its author, who is a person. */
export function toLevelDecision({
  level,
  reason,
  fromMonth,
  untilMonth,
}: DecisionRow): LevelDecision {
  return { level, reason, from: monthText(fromMonth), until: monthText(untilMonth) };
}
