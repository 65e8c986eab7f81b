import { useWords } from "@palier/dashboard-ui/language/use-words";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { useFrame } from "../frame/frame";
import { DueDate } from "../plan/due-date";
import type { PlannedAction } from "../plan/plan";
import { PlanSites } from "../plan/plan-sites";
import { StatusMark } from "../plan/status-mark";

export interface PlanRowProps {
  readonly action: PlannedAction;
  /** 0 where it is not late. */
  readonly daysLate: number;
  /** False where what it stands under says it. */
  readonly hasSites: boolean;
}

export function PlanRow({ action, daysLate, hasSites }: PlanRowProps) {
  const { t, format } = useWords();
  const { partnerName } = useFrame();
  const { axis, title, status, dueDate, responsibleParty, partner, changedOn, sites } = action;
  return (
    <tr tabIndex={-1} className="plan-row">
      <DueDate day={dueDate} late={daysLate} absent={t("actions.noDueDate")} />
      <th scope="row">
        {title === null ? t("actions.noTitle") : <AsWritten>{title}</AsWritten>}
        <span className="beside">
          {axis !== null && t("terms.axis", { axis })}
          {axis !== null && responsibleParty !== null && " · "}
          {responsibleParty !== null && <AsWritten>{responsibleParty}</AsWritten>}
        </span>
        {partner !== null && (
          <span className="beside">
            {t("actions.concerns", { partner: partnerName(partner) ?? partner })}
          </span>
        )}
      </th>
      {hasSites && (
        <td>
          <PlanSites sites={sites} absent={t("actions.noSite")} />
        </td>
      )}
      <td>
        {status !== null && <StatusMark status={status} />}
        {changedOn !== null && (
          <span className="beside">{t("actions.changedOn", { day: format.day(changedOn) })}</span>
        )}
      </td>
    </tr>
  );
}
