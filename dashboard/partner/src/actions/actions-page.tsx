import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useFrame } from "../frame/frame";
import { usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { TakeAlong } from "../frame/take-along";
import { WithheldRow } from "../frame/withheld-row";
import { dayOf } from "../plan/due";
import { AxisOverview } from "./axis-overview";
import { PlanList } from "./plan-list";
import "./actions-page.css";

/** The action plan of a territory, as it stands today. */
export function ActionsPage() {
  const { t, format } = useWords();
  const { may, territories } = useFrame();
  const { territory } = usePlace();
  const name = territories.find(({ code }) => code === territory)?.name;
  const today = dayOf(new Date());
  return (
    <div className="actions">
      <PlaceBar hasMonth={false} />
      <h1>{name == null ? t("actions.title") : t("actions.titleOf", { name })}</h1>
      {may("ACTIONS") ? (
        <>
          <p className="quiet actions-today">{t("actions.today", { day: format.day(today) })}</p>
          <AxisOverview />
          <PlanList today={today} />
          <TakeAlong files={["actions.csv"]} />
        </>
      ) : (
        <WithheldRow row="ACTIONS" />
      )}
    </div>
  );
}
