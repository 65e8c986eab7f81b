import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { GateMark } from "./gate-marks";
import { type Condition, type Gate, openGate } from "./gates";
import { metSign } from "./met-mark";
import { type GateColumn, rowY, sizes } from "./picture-layout";

export interface PictureGateProps {
  readonly column: GateColumn;
  readonly gates: readonly Gate[];
  readonly height: number;
}

/** A gate beside the rows: whether it is met, and each set of families that it counts together. */
export function PictureGate({ column, gates, height }: PictureGateProps) {
  const { t } = useWords();
  const { gate, marks, x, width } = column;
  const { level, isMet } = gate;
  const word = isMet === null ? t("site.metUnknown") : t(isMet ? "site.met" : "site.notMet");
  const sign = isMet === null ? "" : `${metSign(isMet)} `;
  return (
    <g>
      <rect
        className="picture-gate"
        data-open={openGate(gates) === gate}
        x={x + 1}
        y={1}
        width={width - 2}
        height={height - 2}
        rx={4}
      />
      <text className="picture-gate-name" x={x + 10} y={sizes.head - 30}>
        {t("site.gate", { level })}
      </text>
      <text className="picture-gate-met" data-met={String(isMet)} x={x + 10} y={sizes.head - 12}>
        {sign}
        {word}
      </text>
      {marks.map((mark) => (
        <Mark key={mark.rows.join()} mark={mark} x={x + mark.lane * sizes.lane + 13} />
      ))}
    </g>
  );
}

interface MarkProps {
  readonly mark: GateMark;
  readonly x: number;
}

function Mark({ mark: { rows, conditions }, x }: MarkProps) {
  const centre = (row: number) => rowY(row) + sizes.rowHeight / 2 - 1;
  const top = centre(Math.min(...rows));
  const bottom = centre(Math.max(...rows));
  const lineHeight = 16;
  const firstLine = (top + bottom) / 2 + 4 - ((conditions.length - 1) * lineHeight) / 2;
  return (
    <>
      <line className="picture-bracket" x1={x} x2={x} y1={top} y2={bottom} />
      {rows.map((row) => (
        <circle key={row} className="picture-dot" cx={x} cy={centre(row)} r={4} />
      ))}
      {conditions.map((condition, index) => (
        <text
          key={condition.measure}
          className="picture-mark"
          data-met={String(condition.isMet)}
          x={x + 9}
          y={firstLine + index * lineHeight}
        >
          <ConditionMark condition={condition} />
        </text>
      ))}
    </>
  );
}

function ConditionMark({ condition }: { readonly condition: Condition }) {
  const { t } = useWords();
  const { measure, threshold, observed, isMet } = condition;
  if (observed === null) {
    const needed = measure === "MONTHS" ? "site.markMonthsNeeded" : "site.markIncidentsNeeded";
    return t(needed, { threshold });
  }
  const sign = observed >= threshold ? "≥" : "<";
  const text =
    measure === "MONTHS"
      ? t("site.markMonths", { observed, sign, threshold })
      : t("site.markIncidents", { count: observed, sign, threshold });
  return isMet === null ? text : `${metSign(isMet)} ${text}`;
}
