import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { ReactNode } from "react";
import type { Family } from "../generated/graphql";
import { type CountCell, differenceOf, isUnusualFall } from "./count-cell";
import { Counted, Mark, WithheldMark } from "./counted";
import { useFamilyName } from "./use-family-name";

/** One family's numbers: of the month where it is told, of the year that it ends, and of the one before. */
export interface YearsRow {
  readonly month?: CountCell;
  readonly year: CountCell;
  readonly yearBefore: CountCell;
  /** Of the year, for a thousand dwellings. */
  readonly rate: CountCell;
}

export interface YearsTableProps {
  readonly caption: string;
  /** Of all families; each of the rows has a month, or none has. */
  readonly families: readonly (YearsRow & { readonly family: Family })[];
  readonly total: YearsRow;
  /** Title of the column of the month. */
  readonly month?: string;
}

/** Families by years, with the change and the rate. */
export function YearsTable({ caption, families, total, month }: YearsTableProps) {
  const { t } = useWords();
  const familyName = useFamilyName();
  const numbers = [
    ...(month === undefined ? [] : [month]),
    t("counts.year"),
    t("counts.yearBefore"),
    t("counts.change"),
    t("counts.rate"),
  ];
  return (
    <DataTable
      className="years-table"
      caption={caption}
      columns={[t("counts.family"), ...numbers.map((number) => ({ number }))]}
      isWide
    >
      <tbody>
        {families.map(({ family, ...row }) => (
          <tr key={family}>
            <th scope="row">{familyName(family)}</th>
            <Cells row={row} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("counts.total")}</th>
          <Cells row={total} />
        </tr>
      </tfoot>
    </DataTable>
  );
}

/** All that rows show, for the notes below. */
export function cellsOf(rows: readonly YearsRow[]): CountCell[] {
  return rows.flatMap(({ month, year, yearBefore, rate }) => [
    ...(month === undefined ? [] : [month]),
    ...[year, yearBefore, rate],
  ]);
}

/** Whether a change is not told because one of both numbers is partial. */
export function haveIncomparable(rows: readonly YearsRow[]): boolean {
  return rows.some(({ year, yearBefore }) => differenceOf(yearBefore, year).state === "PARTIAL");
}

export function haveUnusualFall(rows: readonly YearsRow[]): boolean {
  return rows.some(({ year, yearBefore }) => isUnusualFall(yearBefore, year));
}

function Cells({ row: { month, year, yearBefore, rate } }: { readonly row: YearsRow }) {
  const { format } = useWords();
  return (
    <>
      {month !== undefined && (
        <NumberCell>
          <Counted cell={month} />
        </NumberCell>
      )}
      <NumberCell>
        <Counted cell={year} />
      </NumberCell>
      <NumberCell>
        <Counted cell={yearBefore} />
      </NumberCell>
      <NumberCell>
        <Change before={yearBefore} now={year} />
      </NumberCell>
      <NumberCell>
        <Counted
          cell={rate}
          // Rounded up it would be no lower bound.
          write={(number, isPartial) =>
            format.rate(isPartial ? Math.floor(number * 10) / 10 : number)
          }
        />
      </NumberCell>
    </>
  );
}

/** In numbers, and as a share where there are enough; a fall that chance does not explain has its mark. */
function Change({ before, now }: { readonly before: CountCell; readonly now: CountCell }) {
  const { t, format } = useWords();
  const difference = differenceOf(before, now);
  if (difference.state === "WITHHELD") return <WithheldMark />;
  if (difference.state === "PARTIAL") {
    return <Mark sign={t("counts.incomparableSign")} heard={t("counts.incomparable")} />;
  }
  if (difference.state === "ABSENT") return <Counted cell={{ state: "ABSENT" }} />;
  const { count, share } = difference;
  return (
    <>
      {share === null
        ? format.change(count)
        : t("counts.changeOf", { count: format.change(count), share: format.changeOf(share) })}
      {isUnusualFall(before, now) && (
        <Mark sign={t("counts.fallSign")} heard={t("counts.fallHeard")} />
      )}
    </>
  );
}

function NumberCell({ children }: { readonly children: ReactNode }) {
  return <td className="number">{children}</td>;
}
