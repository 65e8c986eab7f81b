import { monthText } from "@palier/schema";
import type { ShownDecision } from "./decision.repository.js";
import type { LevelDecision } from "./level-decision.type.js";

/** A decision as the graph shows it. */
export function toLevelDecision({
  level,
  reason,
  fromMonth,
  untilMonth,
}: ShownDecision): LevelDecision {
  return { level, reason, from: monthText(fromMonth), until: monthText(untilMonth) };
}
