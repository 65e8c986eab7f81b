import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Choice } from "@palier/dashboard-ui/parts/choice";
import { Button } from "react-aria-components";
import { useSearchParams } from "react-router";
import { usePlace } from "../frame/place";
import { axes } from "../plan/action-counts";
import { type ActionStanding, readAxis, readStanding, standings } from "../plan/plan-filter";

const any = "*";

/** Axis and status, kept in the address. */
export function PlanFilters() {
  const { t } = useWords();
  const { set } = usePlace();
  const [search] = useSearchParams();
  const axis = readAxis(search.get("axis"));
  const standing = readStanding(search.get("status"));
  const nameOf = (each: ActionStanding) =>
    each === "late" || each === "open" ? t(`actions.${each}`) : t(`terms.actionStatus.${each}`);
  const choose = (name: "axis" | "status", value: string) =>
    set({ [name]: value === any ? null : value, shown: null });
  return (
    <search className="place-bar plan-filters only-screen" aria-label={t("actions.filters")}>
      <Choice
        label={t("actions.axisColumn")}
        options={[
          { id: any, name: t("actions.allAxes") },
          ...axes.map((each) => ({
            id: String(each),
            name: t("actions.axisOption", { axis: each, name: t(`terms.axes.${each}`) }),
          })),
        ]}
        value={axis === null ? any : String(axis)}
        onChange={(chosen) => choose("axis", chosen)}
      />
      <Choice
        label={t("actions.standing")}
        options={[
          { id: any, name: t("actions.allStandings") },
          ...standings.map((each) => ({ id: each, name: nameOf(each) })),
        ]}
        value={standing ?? any}
        onChange={(chosen) => choose("status", chosen)}
      />
      {(axis !== null || standing !== null) && (
        <Button
          className="button button-quiet"
          onPress={() => set({ axis: null, status: null, shown: null })}
        >
          {t("actions.clear")}
        </Button>
      )}
    </search>
  );
}
