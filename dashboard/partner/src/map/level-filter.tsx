import { useWords } from "@palier/dashboard-ui/language/use-words";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { choosable } from "./level-choice";
import { LevelMarkIcon } from "./marks/level-mark";
import "./level-filter.css";

export interface LevelFilterProps {
  /** Null for all. */
  readonly chosen: readonly number[] | null;
  readonly onChange: (levels: Iterable<number | string>) => void;
}

/** Which levels are shown; at least one always is. */
export function LevelFilter({ chosen, onChange }: LevelFilterProps) {
  const { t } = useWords();
  return (
    <div className="level-filter">
      <span id="level-filter-label" className="choice-label level-filter-label">
        {t("map.filter")}
      </span>
      <ToggleButtonGroup
        className="level-filter-group"
        aria-labelledby="level-filter-label"
        selectionMode="multiple"
        disallowEmptySelection
        selectedKeys={chosen ?? choosable}
        onSelectionChange={onChange}
      >
        {choosable.map((level) => (
          <ToggleButton key={level} id={level} className="level-filter-level">
            <span className="level-filter-tick" aria-hidden="true">
              ✓
            </span>
            <LevelMarkIcon level={level} />
            {t("terms.level", { level })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {chosen !== null && (
        <span className="beside level-filter-note">{t("map.filterUndetermined")}</span>
      )}
    </div>
  );
}
