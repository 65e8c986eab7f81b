import { useWords } from "@palier/dashboard-ui/language/use-words";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { ShownRow } from "../../frame/shown-row";
import type { SiteActionsQuery } from "../../generated/graphql";
import { axes } from "../../plan/action-counts";
import { dayOf, daysLate } from "../../plan/due";
import { DueDate } from "../../plan/due-date";
import { StatusMark } from "../../plan/status-mark";
import { Section } from "../ground/section";
import { siteActionsDocument } from "../ground/site.documents";
import { inOrder } from "./action-order";

/** What is done at the site as it stands today, whatever the month. */
export function ActionsSection({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <Section title={t("site.actions")}>
      <ShownRow row="ACTIONS" document={siteActionsDocument} variables={{ id }}>
        {({ site }) => {
          const actions = site?.actions;
          if (actions == null) return null;
          if (actions.length === 0) return <p>{t("site.noActions")}</p>;
          return <ActionTable actions={actions} today={dayOf(new Date())} />;
        }}
      </ShownRow>
    </Section>
  );
}

type SiteAction = NonNullable<NonNullable<SiteActionsQuery["site"]>["actions"]>[number];

interface ActionTableProps {
  readonly actions: readonly SiteAction[];
  /** ISO day. */
  readonly today: string;
}

function ActionTable({ actions, today }: ActionTableProps) {
  const { t, format } = useWords();
  const late = actions.filter((action) => daysLate(action, today) > 0).length;
  return (
    <>
      {late > 0 && <p className="late">{t("site.lateCount", { count: late })}</p>}
      <DataTable
        className="site-actions"
        caption={t("site.actionsCaption", { day: format.day(today) })}
        columns={[
          t("site.dueDate"),
          t("site.action"),
          t("site.axisColumn"),
          t("site.responsible"),
          t("site.status"),
        ]}
        isWide
      >
        <tbody>
          {inOrder(actions, today).map((action) => (
            <ActionRow key={action.id} action={action} late={daysLate(action, today)} />
          ))}
        </tbody>
      </DataTable>
    </>
  );
}

interface ActionRowProps {
  readonly action: SiteAction;
  /** Days; 0 where it is not late. */
  readonly late: number;
}

function ActionRow({ action, late }: ActionRowProps) {
  const { t, format } = useWords();
  const { axis, title, status, dueDate, responsibleParty, changedOn } = action;
  return (
    <tr data-late={late > 0}>
      <DueDate day={dueDate} late={late} absent={t("site.noDate")} />
      <th scope="row">
        <AsWritten>{title ?? "–"}</AsWritten>
      </th>
      <td>{axis !== null && <Axis axis={axis} />}</td>
      <td>
        <AsWritten>{responsibleParty ?? "–"}</AsWritten>
      </td>
      <td>
        {status !== null && <StatusMark status={status} />}
        {changedOn !== null && (
          <span className="beside">{t("actions.changedOn", { day: format.day(changedOn) })}</span>
        )}
      </td>
    </tr>
  );
}

function Axis({ axis }: { readonly axis: number }) {
  const { t } = useWords();
  const known = axes.find((each) => each === axis);
  return (
    <>
      {t("terms.axis", { axis })}
      {known !== undefined && <span className="beside">{t(`terms.axes.${known}`)}</span>}
    </>
  );
}
