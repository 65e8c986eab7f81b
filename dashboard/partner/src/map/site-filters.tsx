import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { ToggleButton, ToggleButtonGroup } from "react-aria-components";
import { useSearchParams } from "react-router";
import { districtsOf, useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import { readMarkKind } from "./level-choice";
import type { MarkKind } from "./marks/site-marks";

export interface ChosenFilters {
  /** Only sites that rose since the month before. */
  readonly isWorsened: boolean;
  readonly markKind: MarkKind;
}

/** What the address says of them, as far as the convention shows it. */
export function useSiteFilters(): ChosenFilters {
  const [search] = useSearchParams();
  const { may, visibility } = useFrame();
  return {
    isWorsened: search.get("worsened") === "1" && may("TERRITORY_FIGURES"),
    markKind: readMarkKind(search.get("marks"), visibility("SITE_ADDRESS") !== "DENIED"),
  };
}

/** District, what rose, and what marks stand for; levels, month and landlord have their own. */
export function SiteFilters() {
  const { t } = useWords();
  const { territories, may, visibility } = useFrame();
  const { territory, district, set } = usePlace();
  const { isWorsened, markKind } = useSiteFilters();
  const districts = districtsOf(territories, territory);
  return (
    <div className="site-filters only-screen">
      {districts.length > 0 && (
        <Choice
          label={t("terms.district")}
          options={[
            { id: "*", name: t("map.allPlaces") },
            ...districts.map(({ code, name }) => ({ id: code, name: name ?? code })),
          ]}
          value={district ?? "*"}
          onChange={(code) => set({ district: code === "*" ? null : code })}
        />
      )}
      {may("TERRITORY_FIGURES") && (
        <ToggleButton
          className="level-filter-level"
          aria-label={t("map.worsenedSince")}
          isSelected={isWorsened}
          onChange={(isWanted) => set({ worsened: isWanted ? "1" : null })}
        >
          <span className="level-filter-tick" aria-hidden="true">
            ✓
          </span>
          {t("map.worsened")}
        </ToggleButton>
      )}
      {visibility("SITE_ADDRESS") !== "DENIED" && (
        <ToggleButtonGroup
          className="level-filter-group"
          aria-label={t("map.marks")}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[markKind]}
          onSelectionChange={(keys) => set({ marks: keys.has("AREAS") ? "areas" : null })}
        >
          {(["SITES", "AREAS"] as const).map((kind) => (
            <ToggleButton key={kind} id={kind} className="level-filter-level">
              <span className="level-filter-tick" aria-hidden="true">
                ✓
              </span>
              {t(`map.markKinds.${kind}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
    </div>
  );
}
