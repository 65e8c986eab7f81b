import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { type LevelFigures, totalOf } from "./figures";
import "./figures.css";

export interface LevelTableProps {
  readonly levels: readonly LevelFigures[];
  readonly basis: string;
}

/** Sites, dwellings and share of each level. */
export function LevelTable({ levels, basis }: LevelTableProps) {
  const { t, format } = useWords();
  const total = totalOf(levels);
  return (
    <DataTable
      className="level-table"
      caption={t("figures.levels.caption", { basis })}
      columns={[
        t("terms.levelColumn"),
        { number: t("terms.sites") },
        { number: t("terms.dwellings") },
        { number: t("terms.share") },
      ]}
    >
      <tbody>
        {levels.map(({ level, sites, dwellings, share }) => (
          <tr key={level}>
            <th scope="row">
              <LevelBadge level={level} />
            </th>
            <td className="number">{format.number(sites)}</td>
            <td className="number">{format.number(dwellings)}</td>
            <td className="number">
              {share === null ? t("figures.noShare") : format.share(share)}
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("figures.levels.total")}</th>
          <td className="number">{format.number(total.sites)}</td>
          <td className="number">{format.number(total.dwellings)}</td>
          <td className="number">
            {total.share === null ? t("figures.noShare") : format.share(total.share)}
          </td>
        </tr>
      </tfoot>
    </DataTable>
  );
}
