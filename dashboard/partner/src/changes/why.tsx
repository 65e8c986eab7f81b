import { useWords } from "@palier/dashboard-ui/language/use-words";
import { gatesOf } from "../site/reasons/gates";
import { conditionText } from "../site/reasons/reason-sentences";
import { type ChangeEdge, tippedOf, withoutGate } from "./tipped";

export interface WhyProps {
  readonly edge: ChangeEdge;
  /** The later one, of which conditions are told. */
  readonly month: string;
}

/** The gate that tipped, with what was observed where that is shown; nothing that the graph does not tell. */
export function Why({ edge, month }: WhyProps) {
  const { t, format } = useWords();
  const tipped = tippedOf(edge);
  if (tipped === null) {
    const why = withoutGate(edge);
    const level = edge.node?.now?.heldLevel ?? "";
    const text = t(`changes.noGate.${why}`, { level, month: format.month(month) });
    return why === "held" ? text : <span className="quiet">{text}</span>;
  }
  const { level, way } = tipped;
  const answered = edge.node?.now?.gates ?? [];
  const gate = gatesOf(answered).find((each) => each.level === level);
  const name = t(`changes.gate.${way}`, { level });
  // A gate asks for all of its conditions: after a fall those that are met no longer.
  const all = gate?.conditions ?? [];
  const failed = all.filter(({ isMet }) => isMet === false);
  const conditions = way === "left" && failed.length > 0 ? failed : all;
  if (conditions.length === 0) return name;
  const values = conditions.map((condition) => conditionText(condition, { t, format }));
  return t("changes.because", { name, conditions: format.listWithAnd(values) });
}
