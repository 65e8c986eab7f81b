import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { type Change, changeSince, type MeasuredMonth } from "./change";
import "./figures.css";

export interface ChangeTableProps {
  readonly trend: readonly MeasuredMonth[];
  readonly month: string;
  readonly landlord: string | null;
  readonly basis: string;
}

/** How levels 3 and 4 moved in a month and in a year. */
export function ChangeTable({ trend, month, landlord, basis }: ChangeTableProps) {
  const { t } = useWords();
  return (
    <DataTable
      className="change-table"
      caption={t("figures.change.caption", { basis })}
      columns={[
        t("figures.change.since"),
        { number: t("terms.sites") },
        { number: t("terms.dwellings") },
        { number: t("figures.change.points") },
      ]}
    >
      <tbody>
        <ChangeRow
          name={t("figures.change.lastMonth")}
          change={changeSince(trend, month, 1, landlord)}
        />
        <ChangeRow
          name={t("figures.change.lastYear")}
          change={changeSince(trend, month, 12, landlord)}
        />
      </tbody>
    </DataTable>
  );
}

interface ChangeRowProps {
  readonly name: string;
  readonly change: Change;
}

function ChangeRow({ name, change }: ChangeRowProps) {
  const { t, format } = useWords();
  const title = (
    <th scope="row">
      {name}
      <span className="beside change-since">{format.month(change.since)}</span>
    </th>
  );
  if (change.kind === "not-comparable") {
    return (
      <tr>
        {title}
        <td colSpan={3} className="quiet">
          {t(`figures.change.${change.reason}`)}
        </td>
      </tr>
    );
  }
  const { hasOtherCoverage, undeterminedSites: undetermined } = change;
  const remarks = [
    ...(hasOtherCoverage ? [t("figures.change.otherCoverage")] : []),
    ...(undetermined > 0
      ? [
          t("figures.change.undeterminedSites", {
            count: undetermined,
            number: format.number(undetermined),
          }),
        ]
      : []),
  ];
  return (
    <>
      <tr className={remarks.length > 0 ? "change-remarked" : undefined}>
        {title}
        <td className="number">{format.change(change.sites)}</td>
        <td className="number">{format.change(change.dwellings)}</td>
        <td className="number">
          {change.share === null ? t("figures.noShare") : format.points(change.share)}
        </td>
      </tr>
      {remarks.length > 0 && (
        <tr>
          <td colSpan={4} className="quiet">
            {remarks.join(" ")}
          </td>
        </tr>
      )}
    </>
  );
}
