import { useWords } from "@palier/dashboard-ui/language/use-words";
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
    <table className="change-table">
      <caption>{t("figures.change.caption", { basis })}</caption>
      <thead>
        <tr>
          <th scope="col">{t("figures.change.since")}</th>
          <th scope="col" className="number">
            {t("terms.sites")}
          </th>
          <th scope="col" className="number">
            {t("terms.dwellings")}
          </th>
          <th scope="col" className="number">
            {t("figures.change.points")}
          </th>
        </tr>
      </thead>
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
    </table>
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
      <span className="change-since">{format.month(change.since)}</span>
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
  const remarks = remarksOn(change);
  return (
    <>
      <tr className={remarks.length > 0 ? "change-remarked" : undefined}>
        {title}
        <td className="number">{format.change(change.sites)}</td>
        <td className="number">{format.change(change.dwellings)}</td>
        <td className="number">{change.share === null ? "–" : format.points(change.share)}</td>
      </tr>
      {remarks.length > 0 && (
        <tr>
          <td colSpan={4} className="quiet">
            {remarks
              .map((remark) =>
                remark.kind === "coverage"
                  ? t("figures.change.otherCoverage")
                  : t("figures.change.undeterminedSites", {
                      count: remark.sites,
                      number: format.number(remark.sites),
                    }),
              )
              .join(" ")}
          </td>
        </tr>
      )}
    </>
  );
}

type Remark =
  | { readonly kind: "coverage" }
  | { readonly kind: "undetermined"; readonly sites: number };

function remarksOn(change: Extract<Change, { kind: "change" }>): Remark[] {
  return [
    ...(change.hasOtherCoverage ? [{ kind: "coverage" } as const] : []),
    ...(change.undeterminedSites > 0
      ? [{ kind: "undetermined", sites: change.undeterminedSites } as const]
      : []),
  ];
}
