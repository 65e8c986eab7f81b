import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { AsWritten } from "@palier/dashboard-ui/parts/as-written";
import { ScrollWide } from "@palier/dashboard-ui/parts/scroll-wide";
import { useFrame } from "../../frame/frame";
import { WithheldRow } from "../../frame/withheld-row";
import type { SiteActionsQuery } from "../../generated/graphql";
import { axes } from "../../plan/action-counts";
import { dayOf, daysLate } from "../../plan/due";
import { StatusMark } from "../../plan/status-mark";
import { Section } from "../ground/section";
import { siteActionsDocument } from "../ground/site.documents";
import { inOrder } from "./action-order";

/** What is done at the site as it stands today, whatever the month. */
export function ActionsSection({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { may } = useFrame();
  const isShown = may("ACTIONS");
  const query = useGraph(siteActionsDocument, { id }, { isEnabled: isShown });
  return (
    <Section title={t("site.actions")}>
      {isShown ? (
        <Answered query={query}>
          {({ site }) => {
            const actions = site?.actions;
            if (actions == null) return null;
            if (actions.length === 0) return <p>{t("site.noActions")}</p>;
            return <ActionTable actions={actions} today={dayOf(new Date())} />;
          }}
        </Answered>
      ) : (
        <WithheldRow row="ACTIONS" />
      )}
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
  const caption = t("site.actionsCaption", { day: format.day(today) });
  const late = actions.filter((action) => daysLate(action, today) > 0).length;
  return (
    <>
      {late > 0 && <p className="site-late">{t("site.lateCount", { count: late })}</p>}
      <ScrollWide label={caption}>
        <table className="site-actions">
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">{t("site.dueDate")}</th>
              <th scope="col">{t("site.action")}</th>
              <th scope="col">{t("site.axisColumn")}</th>
              <th scope="col">{t("site.responsible")}</th>
              <th scope="col">{t("site.status")}</th>
            </tr>
          </thead>
          <tbody>
            {inOrder(actions, today).map((action) => (
              <ActionRow key={action.id} action={action} late={daysLate(action, today)} />
            ))}
          </tbody>
        </table>
      </ScrollWide>
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
  const { axis, title, status, dueDate, responsibleParty } = action;
  return (
    <tr data-late={late > 0}>
      <td className="site-due">
        {dueDate === null ? (
          <span className="quiet">{t("site.noDate")}</span>
        ) : (
          <time dateTime={dueDate}>{format.day(dueDate)}</time>
        )}
        {late > 0 && (
          <strong className="site-late">{t("actions.lateSince", { count: late })}</strong>
        )}
      </td>
      <th scope="row">
        <AsWritten>{title ?? "–"}</AsWritten>
      </th>
      <td>{axis !== null && <Axis axis={axis} />}</td>
      <td>
        <AsWritten>{responsibleParty ?? "–"}</AsWritten>
      </td>
      <td>{status !== null && <StatusMark status={status} />}</td>
    </tr>
  );
}

function Axis({ axis }: { readonly axis: number }) {
  const { t } = useWords();
  const known = axes.find((each) => each === axis);
  return (
    <>
      {t("terms.axis", { axis })}
      {known !== undefined && <span className="site-beside">{t(`terms.axes.${known}`)}</span>}
    </>
  );
}
