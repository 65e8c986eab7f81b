import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { monthBefore } from "../figures/change";
import { useFrame } from "../frame/frame";
import { useLinks } from "../frame/links";
import { WithheldRow } from "../frame/withheld-row";
import { type ChangedList, changedListOf } from "./changed-list";
import {
  changedSitesDocument,
  changedSitesWithGatesDocument,
  changedSitesWithReasonsDocument,
} from "./changes.documents";
import { MissingOfChanges } from "./missing-of-changes";
import type { InMonth } from "./moved-table";
import { type ChangeEdge, decisionPartOf } from "./tipped";
import { Why } from "./why";
import "./changes.css";

export interface ChangedSitesProps extends InMonth {
  readonly months: 1 | 12;
  /** Of each page of paper: it comes again below the table, and stands once where there is none. */
  readonly footer?: ReactNode;
}

/** The sites themselves, where the convention shows levels and names of sites. */
export function ChangedSites({ code, month, months, footer }: ChangedSitesProps) {
  const { t } = useWords();
  const frame = useFrame();
  const since = monthBefore(month, months);
  const withheld = (["SITE_LEVEL", "SITE_IDENTITY"] as const).find((row) => !frame.may(row));
  if (withheld !== undefined) {
    return (
      <>
        <WithheldRow row={withheld} />
        {footer}
      </>
    );
  }
  if (!frame.months.includes(since)) {
    return (
      <>
        <p className="quiet">{t("changes.unknown")}</p>
        {footer}
      </>
    );
  }
  return <Listed {...{ code, month, since, footer }} />;
}

interface ListedProps extends InMonth, Pick<ChangedSitesProps, "footer"> {
  readonly since: string;
}

function Listed({ code, month, since, footer }: ListedProps) {
  const { visibility } = useFrame();
  const reasons = visibility("REASONS");
  const document =
    reasons === "GRANTED"
      ? changedSitesWithReasonsDocument
      : reasons === "GATES_ONLY"
        ? changedSitesWithGatesDocument
        : changedSitesDocument;
  // The three give the same list, with more or less of the reasons.
  const query = useEveryPage(
    document as typeof changedSitesDocument,
    { code, month, since },
    ({ territory }) => territory?.changes?.pageInfo,
    true,
  );
  return (
    <Answered query={query} roomRem={16}>
      {(pages) => (
        <Sites
          list={changedListOf(pages.map(({ territory }) => territory?.changes))}
          hasReasons={reasons === "GRANTED" || reasons === "GATES_ONLY"}
          {...{ month, since, footer }}
        />
      )}
    </Answered>
  );
}

interface SitesProps extends Pick<ListedProps, "month" | "since" | "footer"> {
  readonly list: ChangedList | null;
  /** Whether gates are shown to the reader: to whom none is, no column is empty. */
  readonly hasReasons: boolean;
}

function Sites({ list, hasReasons, month, since, footer }: SitesProps) {
  const { t, format } = useWords();
  const span = { since: format.month(since), month: format.month(month) };
  if (list === null) {
    return (
      <>
        <p>{t("changes.unread")}</p>
        {footer}
      </>
    );
  }
  const { edges, totalCount, missing } = list;
  const count = totalCount ?? edges.length;
  return (
    <>
      <MissingOfChanges missing={missing} />
      {edges.length === 0 ? (
        <>
          <p className="quiet">
            {t(missing.length > 0 ? "changes.noneKnown" : "changes.none", span)}
          </p>
          {footer}
        </>
      ) : (
        <>
          {edges.length < count && (
            <p>
              {t("changes.notAll", {
                ...{ shown: format.number(edges.length), total: format.number(count) },
              })}
            </p>
          )}
          <DataTable
            className="changed-sites"
            caption={t("changes.sitesCaption", { ...span, count, number: format.number(count) })}
            columns={[
              t("changes.site"),
              t("changes.level"),
              ...(hasReasons ? [t("changes.why")] : []),
            ]}
            isWide
          >
            <tbody>
              {edges.map((edge) => (
                <Row key={edge.cursor} {...{ edge, month, hasReasons }} />
              ))}
            </tbody>
            {footer !== undefined && (
              <tfoot>
                <tr>
                  <td colSpan={hasReasons ? 3 : 2}>{footer}</td>
                </tr>
              </tfoot>
            )}
          </DataTable>
        </>
      )}
    </>
  );
}

interface RowProps extends Pick<SitesProps, "month" | "hasReasons"> {
  readonly edge: ChangeEdge;
}

function Row({ edge, month, hasReasons }: RowProps) {
  const { landlordName } = useFrame();
  const linkTo = useLinks();
  const { t } = useWords();
  const { node } = edge;
  const where = [node?.commune?.name, landlordName(node?.landlord?.slug ?? "")];
  return (
    <tr>
      <th scope="row">
        {node === null ? (
          t("changes.unnamed")
        ) : (
          <Link to={linkTo("site", node.id, `?month=${month}`)}>{node.name ?? node.id}</Link>
        )}
        <span className="beside">
          {where.filter((text) => text != null && text !== "").join(" · ")}
        </span>
      </th>
      <td className="changed-levels">
        <Levels edge={edge} />
      </td>
      {hasReasons && (
        <td>
          <Why edge={edge} month={month} />
        </td>
      )}
    </tr>
  );
}

/** A decision stands with the levels that it makes, apart from what the grid gives. */
function Levels({ edge }: { readonly edge: ChangeEdge }) {
  const { t } = useWords();
  const { move, from, to } = edge;
  const decision = decisionPartOf(edge);
  return (
    <>
      {move === "ADDED" || move === "REMOVED" ? (
        <>
          <LevelBadge level={to ?? from} isShort /> {t(`changes.moves.${move}`)}
        </>
      ) : (
        <>
          <LevelBadge level={from} isShort /> <span aria-hidden="true">{t("changes.arrow")}</span>{" "}
          <span className="only-heard">{t("changes.andThen")}</span>
          <LevelBadge level={to} isShort />
        </>
      )}
      {decision !== null && <span className="beside">{t(`changes.decision.${decision}`)}</span>}
    </>
  );
}
