import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useSearchParams } from "react-router";
import { usePlace } from "../frame/place";
import { readAxis, readShown, readStanding } from "../plan/plan-filter";
import type { ReadPlan } from "../plan/read-plan";
import { usePlan } from "../plan/use-plan";
import { PlanFilters } from "./plan-filters";
import { PlanTable } from "./plan-table";
import { Unreadable } from "./unreadable";

const step = 50;

/** The plan's actions, filtered as the address says. */
export function PlanList({ today }: { readonly today: string }) {
  const { t } = useWords();
  const { territory, landlord } = usePlace();
  const [search, setSearch] = useSearchParams();
  const wanted = readShown(search.get("shown"), step);
  const query = usePlan({
    code: territory,
    axis: readAxis(search.get("axis")),
    standing: readStanding(search.get("status")),
    landlord,
    today,
    wanted,
  });
  const showMore = () =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.set("shown", String(wanted + step));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  return (
    <section aria-labelledby="actions-list">
      <h2 id="actions-list">{t("actions.list")}</h2>
      <PlanFilters />
      <Answered query={query} roomRem={24}>
        {/* The overview says that there is no such territory. */}
        {(plan) => plan && <Plan plan={plan} today={today} showMore={showMore} />}
      </Answered>
    </section>
  );
}

interface PlanProps {
  readonly plan: ReadPlan;
  readonly today: string;
  readonly showMore: () => void;
}

function Plan({ plan, today, showMore }: PlanProps) {
  const { t } = useWords();
  if (!plan.isReadable && plan.actions.length === 0) return <Unreadable />;
  if (plan.actions.length === 0) {
    return (
      <Notice kind="info" title={t("actions.empty")}>
        <p>{t("actions.emptyAdvice")}</p>
      </Notice>
    );
  }
  return <PlanTable plan={plan} today={today} showMore={showMore} />;
}
