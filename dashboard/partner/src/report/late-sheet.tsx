import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { useFrame } from "../frame/frame";
import { dayAfterMonth, daysLate } from "../plan/due";
import { DueDate } from "../plan/due-date";
import type { PlannedAction } from "../plan/plan";
import { PlanSites } from "../plan/plan-sites";
import type { ReadPlan } from "../plan/read-plan";
import { useLatePlan } from "../plan/use-plan";
import { MissingLandlords } from "./missing-landlords";
import { type InMonth, Sheet } from "./sheet";
import { SheetFoot } from "./sheet-footer";

/** Every action that was late at the month's end, by name; no sheet where the plan is not shown. */
export function LateSheet({ code, month }: InMonth) {
  const { t } = useWords();
  const { isShown, query } = useLatePlan({ code, month });
  if (!isShown) return null;
  const isLong = (query.data?.data?.actions.length ?? 0) > 0;
  return (
    <Sheet title={t("report.contents.late")} month={month} isLong={isLong}>
      <Answered query={query} roomRem={20}>
        {(plan, isWhole) =>
          plan === null ? (
            <p>{t("report.actions.unknown")}</p>
          ) : (
            <Late plan={plan} month={month} isWhole={isWhole} />
          )
        }
      </Answered>
    </Sheet>
  );
}

interface LateProps {
  readonly plan: ReadPlan;
  readonly month: string;
  /** Nothing of what was asked failed. */
  readonly isWhole: boolean;
}

function Late({ plan: { actions, isReadable, hasMore, missing }, month, isWhole }: LateProps) {
  const { t, format } = useWords();
  const count = actions.length;
  const isRead = isReadable && !hasMore;
  const isAll = isRead && isWhole && missing.length === 0;
  const number = format.number(count);
  return (
    <>
      {!isRead && <p>{t("report.actions.unknown")}</p>}
      <MissingLandlords missing={missing} sentence="report.actions.missing" />
      {count === 0 && (
        <p>
          {t(isAll ? "report.late.none" : "report.late.notKnown", { month: format.month(month) })}
        </p>
      )}
      {count > 0 && (
        <DataTable
          className="late-actions"
          caption={t("report.late.caption", {
            ...{ count, month: format.month(month) },
            number: isAll ? number : t("report.late.atLeast", { number }),
          })}
          columns={[t("actions.due"), t("actions.action"), t("actions.party"), t("terms.site")]}
          isWide
        >
          <tbody>
            {actions.map((action) => (
              <Row key={action.key} action={action} today={dayAfterMonth(month)} />
            ))}
          </tbody>
          <SheetFoot month={month} columns={4} />
        </DataTable>
      )}
      <p className="quiet">{t("report.actions.asOfNow")}</p>
    </>
  );
}

interface RowProps {
  readonly action: PlannedAction;
  /** ISO day. */
  readonly today: string;
}

function Row({ action, today }: RowProps) {
  const { t } = useWords();
  const { partnerName } = useFrame();
  const { axis, title, dueDate, responsibleParty, partner, sites } = action;
  return (
    <tr>
      <DueDate day={dueDate} late={daysLate(action, today)} absent={t("actions.noDueDate")} />
      <th scope="row">
        {title === null ? t("actions.noTitle") : <AsWritten>{title}</AsWritten>}
        {axis !== null && <span className="beside">{t("terms.axis", { axis })}</span>}
      </th>
      <td>
        {responsibleParty !== null && <AsWritten>{responsibleParty}</AsWritten>}
        {partner !== null && (
          <span className="beside">
            {t("actions.concerns", { partner: partnerName(partner) ?? partner })}
          </span>
        )}
      </td>
      <td>
        <PlanSites sites={sites} absent={t("actions.noSite")} />
      </td>
    </tr>
  );
}
