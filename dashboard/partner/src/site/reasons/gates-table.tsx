import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import { windowMonths } from "../ground/months";
import type { Condition, Gate } from "./gates";
import { MetMark } from "./met-mark";

export interface GatesTableProps {
  readonly gates: readonly Gate[];
  readonly month: string;
  readonly hasValues: boolean;
}

/** The gates of the grid, each with its conditions. */
export function GatesTable({ gates, month, hasValues }: GatesTableProps) {
  const { t, format } = useWords();
  const caption = t("site.gatesCaption", { month: format.month(month), window: windowMonths });
  return (
    <ScrollWide label={caption}>
      <table className="gates-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("site.gateColumn")}</th>
            <th scope="col">{t("site.conditionColumn")}</th>
            {hasValues && (
              <th scope="col" className="number">
                {t("site.observedColumn")}
              </th>
            )}
            <th scope="col" className="number">
              {t("site.thresholdColumn")}
            </th>
            {hasValues && <th scope="col">{t("site.metColumn")}</th>}
          </tr>
        </thead>
        {gates.map((gate) => (
          <GateRows key={gate.level} gate={gate} hasValues={hasValues} />
        ))}
      </table>
    </ScrollWide>
  );
}

interface GateRowsProps {
  readonly gate: Gate;
  readonly hasValues: boolean;
}

function GateRows({ gate: { level, isMet, conditions }, hasValues }: GateRowsProps) {
  const { t, format } = useWords();
  return (
    <tbody>
      {conditions.map((condition, index) => (
        <tr key={`${condition.measure} ${condition.families.join()}`}>
          {index === 0 && (
            <th scope="rowgroup" rowSpan={conditions.length}>
              {t("terms.level", { level })}
              <MetMark isMet={isMet} />
            </th>
          )}
          <td>
            <Measure condition={condition} />
          </td>
          {hasValues && (
            <td className="number">
              {condition.observed === null ? "–" : format.number(condition.observed)}
            </td>
          )}
          <td className="number">{format.number(condition.threshold)}</td>
          {hasValues && (
            <td>
              <MetMark isMet={condition.isMet} />
            </td>
          )}
        </tr>
      ))}
    </tbody>
  );
}

function Measure({ condition: { measure, families } }: { readonly condition: Condition }) {
  const { t, format } = useWords();
  const names = families.map((family) => t(`site.ofFamily.${family}`));
  return t(`site.measures.${measure}`, { families: format.listWithOr(names) });
}
