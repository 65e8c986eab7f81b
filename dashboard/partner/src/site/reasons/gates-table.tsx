import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { windowMonths } from "../../pattern/months";
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
  return (
    <DataTable
      className="gates-table"
      caption={t("site.gatesCaption", { month: format.month(month), window: windowMonths })}
      columns={[
        t("site.gateColumn"),
        t("site.conditionColumn"),
        ...(hasValues ? [{ number: t("site.observedColumn") }] : []),
        { number: t("site.thresholdColumn") },
        ...(hasValues ? [t("site.metColumn")] : []),
      ]}
      isWide
    >
      {gates.map((gate) => (
        <GateRows key={gate.level} gate={gate} hasValues={hasValues} />
      ))}
    </DataTable>
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
