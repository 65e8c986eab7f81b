import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { HistoryPoint } from "./history-points";

/** The history in words and figures, the last month first. */
export function HistoryTable({ points }: { readonly points: readonly HistoryPoint[] }) {
  const { t, format } = useWords();
  const [from = "", to = ""] = [points[0]?.month, points.at(-1)?.month];
  return (
    <DataTable
      className="history-table"
      caption={t("site.historyCaption", { from: format.month(from), to: format.month(to) })}
      columns={[t("terms.month"), t("site.effective"), t("site.computed"), t("site.decision")]}
      isWide
    >
      <tbody>
        {points.toReversed().map((point) => (
          <HistoryRow key={point.month} point={point} />
        ))}
      </tbody>
    </DataTable>
  );
}

function HistoryRow({ point }: { readonly point: HistoryPoint }) {
  const { t, format } = useWords();
  const { month, state, level, computedLevel, decidedLevel } = point;
  return (
    <tr>
      <th scope="row">{format.month(month)}</th>
      {state === "CLASSIFIED" ? (
        <>
          <td>
            <LevelBadge level={level} />
          </td>
          <td>
            <LevelBadge level={computedLevel} />
          </td>
          <td>
            {decidedLevel === null
              ? t("site.noDecisionCell")
              : t("terms.level", { level: decidedLevel })}
          </td>
        </>
      ) : (
        <td colSpan={3} className="quiet">
          {t(state === "UNDETERMINED" ? "terms.undetermined" : "site.notPublished")}
        </td>
      )}
    </tr>
  );
}
