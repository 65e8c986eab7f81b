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
import { missingOf } from "../frame/missing";
import { WithheldRow } from "../frame/withheld-row";
import type { ChangedSitesFragment } from "../generated/graphql";
import { type AnsweredGate, gatesOf } from "../site/reasons/gates";
import { conditionText } from "../site/reasons/reason-sentences";
import {
  changedSitesDocument,
  changedSitesWithGatesDocument,
  changedSitesWithReasonsDocument,
} from "./changes.documents";
import { MissingOfChanges } from "./missing-of-changes";
import type { InMonth } from "./moved-table";
import "./changes.css";

type Edge = NonNullable<ChangedSitesFragment["edges"]>[number] & {
  readonly gate?: number | null;
  readonly node: {
    readonly classification?: { readonly gates: readonly AnsweredGate[] | null } | null;
  } | null;
};

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
  return <Listed {...{ code, month, months, since, footer }} />;
}

interface ListedProps extends ChangedSitesProps {
  readonly since: string;
}

function Listed({ code, month, months, since, footer }: ListedProps) {
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
    { code, month, since: months === 1 ? null : since },
    ({ territory }) => territory?.changes?.pageInfo,
    true,
  );
  return (
    <Answered query={query} roomRem={16}>
      {(pages) => (
        <Sites
          pages={pages.flatMap(({ territory }) => territory?.changes ?? [])}
          month={month}
          since={since}
          footer={footer}
        />
      )}
    </Answered>
  );
}

interface SitesProps extends Pick<ListedProps, "month" | "since" | "footer"> {
  readonly pages: readonly ChangedSitesFragment[];
}

function Sites({ pages, month, since, footer }: SitesProps) {
  const { t, format } = useWords();
  const { landlordName } = useFrame();
  const linkTo = useLinks();
  const edges: readonly Edge[] = pages.flatMap((page) => page.edges ?? []);
  const span = { since: format.month(since), month: format.month(month) };
  return (
    <>
      <MissingOfChanges missing={missingOf(pages[0]?.missing)} />
      {edges.length === 0 ? (
        <>
          <p className="quiet">{t("changes.none", span)}</p>
          {footer}
        </>
      ) : (
        <DataTable
          className="changed-sites"
          caption={t("changes.sitesCaption", span)}
          columns={[t("changes.site"), t("changes.level"), t("changes.why")]}
          isWide
        >
          <tbody>
            {edges.map((edge) => (
              <tr key={edge.cursor}>
                <th scope="row">
                  <Link to={linkTo("site", edge.node?.id ?? "", `?month=${month}`)}>
                    {edge.node?.name ?? edge.node?.id}
                  </Link>
                  <span className="beside">
                    {[edge.node?.commune?.name, landlordName(edge.node?.landlord?.slug ?? "")]
                      .filter((text) => text != null && text !== "")
                      .join(" · ")}
                  </span>
                </th>
                <td className="changed-levels">
                  <Levels edge={edge} />
                </td>
                <td>
                  <Why edge={edge} />
                </td>
              </tr>
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
      )}
    </>
  );
}

function Levels({ edge: { move, from, to } }: { readonly edge: Edge }) {
  const { t } = useWords();
  if (move === "ADDED" || move === "REMOVED") {
    return (
      <>
        <LevelBadge level={to ?? from} isShort /> {t(`changes.moves.${move}`)}
      </>
    );
  }
  return (
    <>
      <LevelBadge level={from} isShort /> <span aria-hidden="true">{t("changes.arrow")}</span>{" "}
      <span className="only-heard">{t("changes.andThen")}</span>
      <LevelBadge level={to} isShort />
    </>
  );
}

/** A decision first, then the gate that tipped, with what was observed where that is shown. */
function Why({ edge: { gate, byDecision, move, node } }: { readonly edge: Edge }) {
  const { t, format } = useWords();
  const told: string[] = byDecision ? [t("changes.byDecision")] : [];
  if (gate != null) {
    const found = gatesOf(node?.classification?.gates ?? []).find(({ level }) => level === gate);
    // After a fall those that are met no longer; a gate asks for all of its conditions.
    const all = found?.conditions ?? [];
    const failed = all.filter(({ isMet }) => isMet === false);
    const conditions = move === "FELL" && failed.length > 0 ? failed : all;
    const values = conditions.map((condition) => conditionText(condition, { t, format }));
    const name = t(move === "FELL" ? "changes.gateLeft" : "changes.gateMet", { level: gate });
    const conditionsText = format.listWithAnd(values);
    told.push(
      values.length === 0 ? name : t("changes.because", { name, conditions: conditionsText }),
    );
  }
  return told.length === 0 ? <span className="quiet">–</span> : format.listWithAnd(told);
}
