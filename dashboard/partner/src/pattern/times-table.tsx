import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { CountCell } from "../counts/count-cell";
import { Counted } from "../counts/counted";
import { incidentsAt, type Pattern, shadeOf, timeBands, total, weekdays } from "./pattern";
import "./pattern.css";

export interface TimesTableProps {
  readonly pattern: Pattern;
  /** Of which site, or of how many, and when. */
  readonly of: string;
}

/** Parts of the day by days of the week: a number in each cell, darker where there are more. */
export function TimesTable({ pattern, of }: TimesTableProps) {
  const { t } = useWords();
  const cells = timeBands.flatMap((timeBand) =>
    weekdays.map((weekday) => incidentsAt(pattern, { timeBand, weekday })),
  );
  const largest = Math.max(1, ...cells.map((each) => each ?? 0));
  return (
    <DataTable
      className="times-table"
      caption={t("pattern.timesCaption", { of })}
      columns={[
        t("pattern.timeBand"),
        ...weekdays.map((weekday) => ({ number: t(`pattern.weekdays.${weekday}`) })),
        { number: t("pattern.total") },
      ]}
      isWide
    >
      <tbody>
        {timeBands.map((timeBand) => {
          const row = weekdays.map((weekday) => ({
            weekday,
            incidents: incidentsAt(pattern, { timeBand, weekday }),
          }));
          return (
            <tr key={timeBand} data-recorded={timeBand !== "NOT_RECORDED"}>
              <th scope="row">{t(`pattern.timeBands.${timeBand}`)}</th>
              {row.map(({ weekday, incidents }) => (
                <td
                  key={weekday}
                  className="number"
                  data-shade={shadeOf(incidents, largest)}
                  data-recorded={timeBand !== "NOT_RECORDED" && weekday !== "NOT_RECORDED"}
                >
                  <Incidents incidents={incidents} />
                </td>
              ))}
              <td className="number pattern-total">
                <Incidents incidents={total(row.map(({ incidents }) => incidents))} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** A number that is not there looks, and is heard, like no zero. */
export function Incidents({ incidents }: { readonly incidents: number | null }) {
  return <Counted cell={incidents === null ? unknown : { state: "VALUE", count: incidents }} />;
}

const unknown: CountCell = { state: "ABSENT" };
