import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { ReactNode } from "react";
import type { Family } from "../generated/graphql";
import { type CountCell, differenceOf, isUnusualFall } from "./count-cell";
import { AtLeast, Counted } from "./counted";
import { useFamilyName } from "./use-family-name";

/** One family's numbers: of the month where it is told, of the year that it ends, and of the one before. */
export interface YearsRow {
  readonly month?: CountCell;
  readonly year: CountCell;
  readonly yearBefore: CountCell;
  /** Of the year, for a thousand dwellings; null where it is not known. */
  readonly rate: number | null;
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
  return rows.flatMap(({ month, year, yearBefore }) => [
    ...(month === undefined ? [] : [month]),
    ...[year, yearBefore],
  ]);
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
        {rate === null ? (
          <NotComparable />
        ) : year.state === "VALUE" && year.isPartial === true ? (
          <AtLeast number={format.rate(rate)} />
        ) : (
          format.rate(rate)
        )}
      </NumberCell>
    </>
  );
}

/** In numbers, and as a share where there are enough; a fall that chance does not explain has its mark. */
function Change({ before, now }: { readonly before: CountCell; readonly now: CountCell }) {
  const { t, format } = useWords();
  const difference = differenceOf(before, now);
  if (difference === null) return <NotComparable />;
  const { count, share } = difference;
  return (
    <>
      {share === null
        ? format.change(count)
        : t("counts.changeOf", { count: format.change(count), share: format.changeOf(share) })}
      {isUnusualFall(before, now) && (
        <>
          <span aria-hidden="true">{t("counts.fallSign")}</span>
          <span className="only-heard">{t("counts.fallNote")}</span>
        </>
      )}
    </>
  );
}

function NumberCell({ children }: { readonly children: ReactNode }) {
  return <td className="number">{children}</td>;
}

function NotComparable() {
  const { t } = useWords();
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="only-heard">{t("counts.notComparable")}</span>
    </>
  );
}
