import { useWords } from "@palier/dashboard-ui/language/use-words";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import type { HistoryPoint } from "./history-points";

/** The history in words and figures, the last month first. */
export function HistoryTable({ points }: { readonly points: readonly HistoryPoint[] }) {
  const { t, format } = useWords();
  const [from = "", to = ""] = [points[0]?.month, points.at(-1)?.month];
  const caption = t("site.historyCaption", { from: format.month(from), to: format.month(to) });
  return (
    <ScrollWide label={caption}>
      <table className="history-table">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("terms.month")}</th>
            <th scope="col">{t("site.effective")}</th>
            <th scope="col">{t("site.computed")}</th>
            <th scope="col">{t("site.decision")}</th>
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map((point) => (
            <HistoryRow key={point.month} point={point} />
          ))}
        </tbody>
      </table>
    </ScrollWide>
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
