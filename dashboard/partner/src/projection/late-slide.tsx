import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import type { InMonth } from "../changes/moved-table";
import { MissingLandlords } from "../frame/missing-landlords";
import { WithheldRow } from "../frame/withheld-row";
import { dayAfterMonth, daysLate } from "../plan/due";
import { DueDate } from "../plan/due-date";
import type { PlanSite } from "../plan/plan";
import type { ReadPlan } from "../plan/read-plan";
import { useLatePlan } from "../plan/use-plan";
import { ShownOf } from "./shown-of";

/** With its site, an action takes two lines of a wall. */
const mostLate = 5;

/** What was late at the month's end, the longest first. */
export function LateSlide({ code, month }: InMonth) {
  const { t } = useWords();
  const { isShown, query } = useLatePlan({ code, month });
  if (!isShown) return <WithheldRow row="ACTIONS" />;
  return (
    <Answered query={query} roomRem={20}>
      {(plan, isWhole) =>
        plan === null ? (
          <p>{t("report.actions.unknown")}</p>
        ) : (
          <Late plan={plan} month={month} isWhole={isWhole} />
        )
      }
    </Answered>
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
  const isRead = isReadable && !hasMore;
  const isAll = isRead && isWhole && missing.length === 0;
  const today = dayAfterMonth(month);
  const caption = { month: format.month(month) };
  return (
    <>
      <MissingLandlords title={t("projection.missingActions")} missing={missing} />
      {!isRead && <p className="projection-remark">{t("projection.planInPart")}</p>}
      {actions.length === 0 && (
        <p>{t(isAll ? "report.late.none" : "report.late.notKnown", caption)}</p>
      )}
      {actions.length > 0 && (
        <DataTable
          className="projection-table"
          caption={t("projection.lateCaption", caption)}
          columns={[
            t("projection.due"),
            t("projection.action"),
            t("terms.site"),
            t("projection.party"),
          ]}
        >
          <tbody>
            {actions.slice(0, mostLate).map((action) => (
              <tr key={action.key}>
                <DueDate
                  day={action.dueDate}
                  late={daysLate(action, today)}
                  absent={t("projection.unknown")}
                />
                <th scope="row">
                  {action.title === null ? (
                    t("projection.unknown")
                  ) : (
                    <AsWritten>{action.title}</AsWritten>
                  )}
                </th>
                <td>
                  <Where sites={action.sites} />
                </td>
                <td>
                  {action.responsibleParty === null ? (
                    t("projection.unknown")
                  ) : (
                    <AsWritten>{action.responsibleParty}</AsWritten>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <ShownOf count={actions.length} isWhole={isAll} most={mostLate} />
      <p className="projection-note quiet">{t("report.actions.asOfNow")}</p>
    </>
  );
}

/** The first of its sites, and how many there are besides: a row is a line on a wall. */
function Where({ sites }: { readonly sites: readonly PlanSite[] }) {
  const { t } = useWords();
  const [first, ...others] = sites;
  if (first === undefined) return t("projection.unknown");
  const name = first.name ?? first.id;
  return others.length === 0 ? name : t("projection.andOthers", { name, count: others.length });
}
