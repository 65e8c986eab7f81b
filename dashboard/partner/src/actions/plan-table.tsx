import { useWords } from "@palier/dashboard-ui/language/use-words";
import { TableHead } from "@palier/dashboard-ui/parts/data-table";
import { KeptTable } from "@palier/dashboard-ui/parts/kept-table";
import { useEffect, useRef } from "react";
import { Button } from "react-aria-components";
import { axes } from "../plan/action-counts";
import { daysLate } from "../plan/due";
import { type Grouping, groupPlan, type PlanGroup } from "../plan/group-plan";
import type { PlannedAction } from "../plan/plan";
import { PlanSites } from "../plan/plan-sites";
import type { ReadPlan } from "../plan/read-plan";
import { PlanRow } from "./plan-row";

export interface PlanTableProps {
  readonly plan: ReadPlan;
  /** Null for one list. */
  readonly grouping: Grouping | null;
  /** ISO day. */
  readonly today: string;
  readonly showMore: () => void;
}

/** Actions in the graph's order: what is open by due date, so late ones first, then the rest. */
export function PlanTable({ plan, grouping, today, showMore }: PlanTableProps) {
  const { actions, hasMore } = plan;
  const { t } = useWords();
  const body = useRef<HTMLTableSectionElement>(null);
  const addedFrom = useRef<number | null>(null);
  const hasSites = grouping !== "site";
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
      <KeptTable caption={t("actions.count", { count })}>
        <div className="scroll-wide">
          <table className="plan-table">
            <caption>
              {hasMore ? t("actions.countFirst", { count }) : t("actions.count", { count })}
              {late > 0 && (
                <>
                  , <strong className="late">{t("actions.lateCount", { count: late })}</strong>
                </>
              )}
              . {t(grouping === "site" ? "actions.orderBySite" : "actions.order")}
            </caption>
            <TableHead
              columns={[
                t("actions.due"),
                t("actions.action"),
                ...(hasSites ? [t("terms.site")] : []),
                t("actions.standing"),
              ]}
            />
            {grouping === null ? (
              <tbody ref={body}>
                <Rows actions={actions} today={today} hasSites />
              </tbody>
            ) : (
              groupPlan(actions, grouping).map((group) => (
                <tbody key={group.key} className="plan-group">
                  <tr>
                    <th scope="rowgroup" colSpan={hasSites ? 4 : 3}>
                      <GroupName group={group} />
                      <span className="beside">
                        {t("actions.count", { count: group.actions.length })}
                      </span>
                    </th>
                  </tr>
                  <Rows actions={group.actions} today={today} hasSites={hasSites} />
                </tbody>
              ))
            )}
          </table>
        </div>
      </KeptTable>
      {hasMore && (
        <Button
          className="button button-quiet only-screen"
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

interface RowsProps {
  readonly actions: readonly PlannedAction[];
  readonly today: string;
  readonly hasSites: boolean;
}

function Rows({ actions, today, hasSites }: RowsProps) {
  return actions.map((action) => (
    <PlanRow
      key={action.key}
      action={action}
      daysLate={daysLate(action, today)}
      hasSites={hasSites}
    />
  ));
}

function GroupName({ group: { axis, site } }: { readonly group: PlanGroup }) {
  const { t } = useWords();
  const known = axes.find((each) => each === axis);
  if (known !== undefined) {
    return t("actions.axisOption", { axis: known, name: t(`terms.axes.${known}`) });
  }
  return <PlanSites sites={site === null ? [] : [site]} absent={t("actions.noGroup")} />;
}
