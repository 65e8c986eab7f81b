import { useWords } from "@palier/dashboard-ui/language/use-words";
import { TableHead } from "@palier/dashboard-ui/parts/data-table";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { daysLate } from "../plan/due";
import type { ReadPlan } from "../plan/read-plan";
import { PlanRow } from "./plan-row";

export interface PlanTableProps {
  readonly plan: ReadPlan;
  /** ISO day. */
  readonly today: string;
  readonly showMore: () => void;
}

/** Actions in the graph's order: what is open by due date, so late ones first, then the rest. */
export function PlanTable({ plan: { actions, hasMore }, today, showMore }: PlanTableProps) {
  const { t } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const addedFrom = useRef<number | null>(null);
  const late = actions.filter((action) => daysLate(action, today) > 0).length;
  const count = actions.length;

  // Who asked for more goes on reading where it begins, also when the button is gone.
  useEffect(() => {
    const from = addedFrom.current;
    if (from === null || count <= from) return;
    addedFrom.current = null;
    body.current?.rows[from]?.focus();
  }, [count]);

  return (
    <>
      <div className="scroll-wide">
        <table className="plan-table">
          <caption>
            {hasMore ? t("actions.countFirst", { count }) : t("actions.count", { count })}
            {late > 0 && (
              <>
                , <strong className="late">{t("actions.lateCount", { count: late })}</strong>
              </>
            )}
            . {t("actions.order")}
          </caption>
          <TableHead
            columns={[
              t("actions.due"),
              t("actions.action"),
              t("terms.site"),
              t("actions.standing"),
            ]}
          />
          <tbody ref={body}>
            {actions.map((action) => (
              <PlanRow key={action.key} action={action} daysLate={daysLate(action, today)} />
            ))}
          </tbody>
        </table>
      </div>
      {hasMore && (
        <Button
          className="button button-quiet"
          onPress={() => {
            addedFrom.current = count;
            showMore();
          }}
        >
          {t("actions.more")}
        </Button>
      )}
    </>
  );
}
