import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { ReportSitesQuery } from "../generated/graphql";
import { SheetFoot } from "./sheet-footer";

type Sites = NonNullable<NonNullable<ReportSitesQuery["territory"]>["sites"]>;
type SiteEdge = NonNullable<Sites["edges"]>[number];

export interface SitesTableProps {
  /** In the graph's order: level, then dwellings. */
  readonly edges: readonly SiteEdge[];
  readonly basis: string;
  readonly month: string;
}

/** The sites, one a row; on paper header and footer come again on each page. */
export function SitesTable({ edges, basis, month }: SitesTableProps) {
  const { t } = useWords();
  return (
    <DataTable
      className="sites-table"
      caption={t("report.sites.caption", { basis })}
      columns={[
        t("terms.levelColumn"),
        t("report.sites.name"),
        t("terms.commune"),
        t("terms.landlord"),
        { number: t("terms.dwellings") },
        t("report.sites.since"),
      ]}
      isWide
    >
      <tbody>
        {edges.map((edge) => (
          <SiteRow key={edge.cursor} edge={edge} />
        ))}
      </tbody>
      <SheetFoot month={month} columns={6} />
    </DataTable>
  );
}

function SiteRow({ edge: { level, dwellings, node } }: { readonly edge: SiteEdge }) {
  const { t, format } = useWords();
  const unread = <span className="quiet">{t("report.sites.unread")}</span>;
  const { since, decision } = node?.classification ?? {};
  return (
    <tr>
      <td>
        <LevelBadge level={level} isShort />
        {decision != null && (
          <span className="beside sites-decided">
            {decision.until === null
              ? t("report.sites.byDecision")
              : t("report.sites.decidedUntil", { month: format.shortMonth(decision.until) })}
          </span>
        )}
      </td>
      <th scope="row">{node?.name ?? unread}</th>
      <td>{node?.commune?.name ?? node?.commune?.code ?? unread}</td>
      <td>{node?.landlord?.name ?? node?.landlord?.slug ?? unread}</td>
      <td className="number">{dwellings == null ? unread : format.number(dwellings)}</td>
      <td className="sites-since">{since == null ? unread : format.shortMonth(since)}</td>
    </tr>
  );
}
