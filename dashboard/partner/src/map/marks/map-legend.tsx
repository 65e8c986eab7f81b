import { useWords } from "@palier/dashboard-ui/language/use-words";
import { levels } from "@palier/dashboard-ui/parts/levels";
import { LevelMarkIcon } from "./level-mark";
import { cardLayout, groupShape } from "./mark-layout";
import { CardMark, GroupMark } from "./marks-on-svg";
import "./map-legend.css";

export interface MapLegendProps {
  readonly hasGroups: boolean;
  readonly hasCommunes: boolean;
  /** Levels to explain, those that the map can show. */
  readonly shown?: readonly (number | null)[];
}

/** What shapes, figures and numbers stand for. */
export function MapLegend({ hasGroups, hasCommunes, shown = levels }: MapLegendProps) {
  const { t } = useWords();
  const { reach } = groupShape;
  const card = cardLayout(t("terms.commune"), [{ level: 3, sites: 2 }]);
  return (
    <ul className="legend map-legend" aria-label={t("map.legend")}>
      {levels
        .filter((level) => shown.includes(level))
        .map((level) => (
          <li key={level ?? 0}>
            <LevelMarkIcon level={level} />
            {level === null ? t("terms.undetermined") : t("terms.level", { level })}
          </li>
        ))}
      {hasGroups && (
        <li>
          <svg
            className="map-legend-group"
            viewBox={`${-reach} ${-reach} ${reach * 2} ${reach * 2}`}
            aria-hidden="true"
          >
            <GroupMark level={4} sites={12} />
          </svg>
          {t("map.legendGroup")}
        </li>
      )}
      {hasCommunes && (
        <li>
          <svg
            className="map-legend-card"
            viewBox={`${-card.width / 2 - 1} ${-card.height / 2 - 1} ${card.width + 2} ${card.height + 2}`}
            aria-hidden="true"
          >
            <CardMark {...card} />
          </svg>
          {t("map.legendCommune")}
        </li>
      )}
    </ul>
  );
}
