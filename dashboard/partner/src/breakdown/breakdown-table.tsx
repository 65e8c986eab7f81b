import { ShareMeter } from "@palier/dashboard-ui/charts/share-meter";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { KeptTable } from "@palier/dashboard-ui/parts/kept-table";
import { Link } from "react-router";
import { WithheldMark } from "../counts/counted";
import { useLinks } from "../frame/links";
import type { BreakdownRow } from "./breakdown";

export interface BreakdownTableProps {
  readonly title: string;
  readonly rows: readonly BreakdownRow[];
  readonly basis: string;
  /** Query that keeps month and landlord. */
  readonly query: string;
}

/** Territories by their share of levels 3 and 4, each a way to its own page. */
export function BreakdownTable({ title, rows, basis, query }: BreakdownTableProps) {
  const { t, format } = useWords();
  const linkTo = useLinks();
  const caption = t("breakdown.caption", { basis });
  const inhabited = rows.filter(({ finding }) => finding.kind !== "no-dwellings");
  const empty = rows.filter(({ finding }) => finding.kind === "no-dwellings");
  return (
    <div>
      <h3>{title}</h3>
      <KeptTable caption={`${title} · ${caption}`}>
        <table className="breakdown-table">
          <caption>{caption}</caption>
          <thead className="only-heard">
            <tr>
              <th scope="col">{t("terms.territory")}</th>
              <th scope="col">{t("terms.share")}</th>
            </tr>
          </thead>
          <tbody>
            {inhabited.map((row) => (
              <tr key={row.code}>
                <th scope="row">
                  <Link to={linkTo("territory", row.code, query)}>{row.name}</Link>
                  {row.isPartial && row.share !== null && (
                    <span className="beside breakdown-partial">{t("breakdown.partial")}</span>
                  )}
                </th>
                <td>
                  {row.share === null ? (
                    <Absent row={row} />
                  ) : (
                    <span className="breakdown-share">
                      <ShareMeter share={row.share} />
                      <span className="number">{format.share(row.share)}</span>
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </KeptTable>
      {rows.some(({ finding }) => finding.kind === "withheld") && (
        <p className="quiet">
          <WithheldMark /> {t("terms.withheldLong")}
        </p>
      )}
      {empty.length > 0 && (
        <p className="quiet breakdown-empty">
          {t("breakdown.no-dwellings")}{" "}
          {empty.map(({ code, name }) => (
            <Link key={code} to={linkTo("territory", code, query)}>
              {name}
            </Link>
          ))}
        </p>
      )}
    </div>
  );
}

function Absent({ row: { finding } }: { readonly row: BreakdownRow }) {
  const { t } = useWords();
  if (finding.kind === "withheld") return <WithheldMark />;
  const isUndetermined = finding.kind === "undetermined";
  return (
    <span className="quiet">
      {isUndetermined ? t("breakdown.undetermined") : t("breakdown.unknown")}
    </span>
  );
}
