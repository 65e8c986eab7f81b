import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { everyAction } from "../plan/plan-filter";
import type { ReadPlan } from "../plan/read-plan";
import { usePlan } from "../plan/use-plan";
import { CalendarFile } from "./calendar/calendar-file";
import { type PlanChoice, step, usePlanChoice } from "./plan-choice";
import { PlanFilters } from "./plan-filters";
import { PlanTable } from "./plan-table";
import { Unreadable } from "./unreadable";

/** The plan's actions, filtered and laid out as the address says. */
export function PlanList({ today }: { readonly today: string }) {
  const { t } = useWords();
  const choice = usePlanChoice(today);
  const { selection, isFiltered } = choice;
  const [isChoosing, setChoosing] = useState(false);
  const query = usePlan(selection);
  const everything = usePlan(
    { ...everyAction, code: selection.code, axis: null, wanted: Number.POSITIVE_INFINITY },
    { isEnabled: isChoosing || isFiltered },
  );
  const known = everything.data?.data?.actions ?? query.data?.data?.actions ?? [];
  return (
    <section aria-labelledby="actions-list">
      <h2 id="actions-list">{t("actions.list")}</h2>
      <PlanFilters choice={choice} known={known} onFocus={() => setChoosing(true)} />
      <Answered query={query} roomRem={24}>
        {/* The overview says that there is no such territory. */}
        {(plan) => plan && <Plan plan={plan} choice={choice} today={today} />}
      </Answered>
      <CalendarFile selection={selection} />
    </section>
  );
}

interface PlanProps {
  readonly plan: ReadPlan;
  readonly choice: PlanChoice;
  readonly today: string;
}

function Plan({ plan, choice: { grouping, selection }, today }: PlanProps) {
  const { t } = useWords();
  const [, setSearch] = useSearchParams();
  const showMore = () =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        next.set("shown", String(selection.wanted + step));
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  if (!plan.isReadable && plan.actions.length === 0) return <Unreadable />;
  if (plan.actions.length === 0) {
    return (
      <Notice kind="info" title={t("actions.empty")}>
        <p>{t("actions.emptyAdvice")}</p>
      </Notice>
    );
  }
  return <PlanTable plan={plan} grouping={grouping} today={today} showMore={showMore} />;
}
