import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { ReactNode } from "react";
import { useFrame } from "../frame/frame";
import { WithheldRow } from "../frame/withheld-row";
import { countEach, statuses } from "../plan/action-counts";
import type { PlannedAction } from "../plan/plan";
import { everyAction } from "../plan/plan-filter";
import { PlanSites } from "../plan/plan-sites";
import type { ReadPlan } from "../plan/read-plan";
import { StatusMark } from "../plan/status-mark";
import { usePlan } from "../plan/use-plan";
import { MissingOfChanges } from "./missing-of-changes";
import type { InMonth } from "./moved-table";
import "./changes.css";

export interface ChangedActionsProps extends InMonth {
  /** Slug of the only one whose actions are shown; null for all. */
  readonly landlord: string | null;
  /** Of each page of paper, as a list of sites has it. */
  readonly footer?: ReactNode;
}

/** The actions whose last change was in the month: how they stand, and which they are. */
export function ChangedActions({ footer, ...asked }: ChangedActionsProps) {
  const { may } = useFrame();
  if (!may("ACTIONS")) {
    return (
      <>
        <WithheldRow row="ACTIONS" />
        {footer}
      </>
    );
  }
  return <Listed {...asked} footer={footer} />;
}

function Listed({ code, month, landlord, footer }: ChangedActionsProps) {
  const { t } = useWords();
  const query = usePlan({
    ...everyAction,
    ...{ code, landlord, axis: null, changedIn: month },
    wanted: Number.POSITIVE_INFINITY,
  });
  return (
    <Answered query={query} roomRem={16}>
      {(plan) =>
        plan === null ? (
          <>
            <p>{t("changes.planUnread")}</p>
            {footer}
          </>
        ) : (
          <Plan plan={plan} month={month} footer={footer} />
        )
      }
    </Answered>
  );
}

interface PlanProps extends Pick<ChangedActionsProps, "month" | "footer"> {
  readonly plan: ReadPlan;
}

function Plan({ plan, month, footer }: PlanProps) {
  const { t, format } = useWords();
  const { actions, missing, isReadable, hasMore } = plan;
  return (
    <>
      <MissingOfChanges missing={missing} />
      {(!isReadable || hasMore) && <p>{t("changes.planUnknown")}</p>}
      <p className="quiet">{t("changes.planLastOnly")}</p>
      {actions.length === 0 ? (
        <>
          {isReadable && (
            <p className="quiet">
              {t(missing.length > 0 ? "changes.planNoneKnown" : "changes.planNone", {
                month: format.month(month),
              })}
            </p>
          )}
          {footer}
        </>
      ) : (
        <Table actions={actions} month={month} footer={footer} />
      )}
    </>
  );
}

interface TableProps extends Pick<PlanProps, "month" | "footer"> {
  readonly actions: readonly PlannedAction[];
}

function Table({ actions, month, footer }: TableProps) {
  const { t, format } = useWords();
  const { whole } = countEach(actions);
  const parts = statuses
    .filter((status) => whole[status] > 0)
    .map((status) =>
      t("changes.planStatus", {
        status: t(`terms.actionStatus.${status}`).toLowerCase(),
        number: format.number(whole[status]),
      }),
    );
  const count = actions.length;
  return (
    <DataTable
      className="changed-actions"
      caption={t("changes.planCaption", {
        ...{ count, number: format.number(count) },
        ...{ month: format.month(month), statuses: parts.join(", ") },
      })}
      columns={[t("changes.action"), t("changes.site"), t("changes.standing")]}
      isWide
    >
      <tbody>
        {actions
          .toSorted((one, other) => statusRank(one) - statusRank(other))
          .map((action) => (
            <Row key={action.key} action={action} />
          ))}
      </tbody>
      {footer !== undefined && (
        <tfoot>
          <tr>
            <td colSpan={3}>{footer}</td>
          </tr>
        </tfoot>
      )}
    </DataTable>
  );
}

/** What is behind comes first; within a status the order stays the graph's. */
function statusRank({ status }: PlannedAction): number {
  return status === null ? statuses.length : statuses.indexOf(status);
}

function Row({ action }: { readonly action: PlannedAction }) {
  const { t, format } = useWords();
  const { axis, title, status, responsibleParty, changedOn, sites } = action;
  return (
    <tr>
      <th scope="row">
        {title === null ? t("changes.noTitle") : <AsWritten>{title}</AsWritten>}
        <span className="beside">
          {axis !== null && t("terms.axis", { axis })}
          {axis !== null && responsibleParty !== null && " · "}
          {responsibleParty !== null && <AsWritten>{responsibleParty}</AsWritten>}
        </span>
      </th>
      <td>
        <PlanSites sites={sites} absent={t("changes.noSite")} />
      </td>
      <td>
        {status !== null && <StatusMark status={status} />}
        {changedOn !== null && (
          <span className="beside">{t("changes.changedOn", { day: format.day(changedOn) })}</span>
        )}
      </td>
    </tr>
  );
}
