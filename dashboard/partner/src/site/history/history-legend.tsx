import { useWords } from "@palier/dashboard-ui/language/use-words";
import type { HistoryPoint } from "./history-points";

/** What the lines of the chart mean, as far as they occur. */
export function HistoryLegend({ points }: { readonly points: readonly HistoryPoint[] }) {
  const { t } = useWords();
  const hasOwnComputed = points.some(({ level, computedLevel }) => level !== computedLevel);
  const hasDecision = points.some(({ decidedLevel }) => decidedLevel !== null);
  const hasGap = points.some(({ state }) => state !== "CLASSIFIED");
  return (
    <ul className="legend history-legend">
      <li>
        <svg width={34} height={16} aria-hidden="true">
          <path className="history-effective" d="M2,12H17V4H32" />
        </svg>
        {t("site.legendEffective")}
      </li>
      {hasOwnComputed && (
        <li>
          <svg width={34} height={16} aria-hidden="true">
            <path className="history-computed" d="M2,8H32" />
            <circle className="history-dot" cx={17} cy={8} r={4} />
          </svg>
          {t("site.legendComputed")}
        </li>
      )}
      {hasDecision && (
        <li>
          <svg width={34} height={16} aria-hidden="true">
            <path className="history-decision" d="M3,13v-8H31v8" />
          </svg>
          {t("site.legendDecision")}
        </li>
      )}
      {hasGap && (
        <li>
          <span className="history-gap-swatch" aria-hidden="true" />
          {t("site.legendGap")}
        </li>
      )}
    </ul>
  );
}
