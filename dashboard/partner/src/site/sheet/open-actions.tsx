import { useWords } from "@palier/dashboard-ui/language/use-words";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { ShownRow } from "../../frame/shown-row";
import type { SiteActionsQuery } from "../../generated/graphql";
import { dayOf, daysLate, isOpen } from "../../plan/due";
import { DueDate } from "../../plan/due-date";
import { StatusMark } from "../../plan/status-mark";
import { inOrder } from "../actions/action-order";
import { Section } from "../ground/section";
import { siteActionsDocument } from "../ground/site.documents";

/** As many as leave the rest of the sheet its room. */
const mostShown = 6;

/** What is still to be done, late ones first. */
export function OpenActions({ id }: { readonly id: string }) {
  const { t } = useWords();
  return (
    <Section title={t("site.sheet.openActions")}>
      <ShownRow row="ACTIONS" document={siteActionsDocument} variables={{ id }}>
        {({ site }) => site?.actions != null && <Open actions={site.actions.filter(isOpen)} />}
      </ShownRow>
    </Section>
  );
}

type SiteAction = NonNullable<NonNullable<SiteActionsQuery["site"]>["actions"]>[number];

function Open({ actions }: { readonly actions: readonly SiteAction[] }) {
  const { t, format } = useWords();
  const today = dayOf(new Date());
  if (actions.length === 0) return <p>{t("site.sheet.noOpenActions")}</p>;
  return (
    <>
      <DataTable
        className="site-sheet-actions"
        caption={t("site.actionsCaption", { day: format.day(today) })}
        columns={[t("site.dueDate"), t("site.action"), t("site.responsible"), t("site.status")]}
        isWide
      >
        <tbody>
          {inOrder(actions, today)
            .slice(0, mostShown)
            .map((action) => (
              <tr key={action.id}>
                <DueDate
                  day={action.dueDate}
                  late={daysLate(action, today)}
                  absent={t("site.noDate")}
                />
                <th scope="row">
                  <AsWritten>{action.title ?? "–"}</AsWritten>
                </th>
                <td>
                  <AsWritten>{action.responsibleParty ?? "–"}</AsWritten>
                </td>
                <td>{action.status !== null && <StatusMark status={action.status} />}</td>
              </tr>
            ))}
        </tbody>
      </DataTable>
      {actions.length > mostShown && (
        <p className="quiet">
          {t("site.sheet.actionsShown", { shown: mostShown, total: format.number(actions.length) })}
        </p>
      )}
    </>
  );
}
