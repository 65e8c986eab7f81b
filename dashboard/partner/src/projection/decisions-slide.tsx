import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { InMonth } from "../changes/moved-table";
import { useFrame } from "../frame/frame";
import { MissingLandlords } from "../frame/missing-landlords";
import { WithheldRow } from "../frame/withheld-row";
import { type DecidedList, decidedListOf } from "./decided-list";
import { decidedSitesDocument } from "./projection.documents";
import { mostRows, ShownOf } from "./shown-of";

/** Every site whose level is by decision, what the grid would give it, and until when. */
export function DecisionsSlide({ code, month }: InMonth) {
  const { may } = useFrame();
  const withheld = (["SITE_LEVEL", "SITE_IDENTITY"] as const).find((row) => !may(row));
  const query = useEveryPage(
    decidedSitesDocument,
    { code, month },
    ({ territory }) => territory?.sites?.pageInfo,
    withheld === undefined,
  );
  if (withheld !== undefined) return <WithheldRow row={withheld} />;
  return (
    <Answered query={query} roomRem={20}>
      {(pages) => <Decided list={decidedListOf(pages)} month={month} />}
    </Answered>
  );
}

interface DecidedProps {
  /** Null where it could not be read. */
  readonly list: DecidedList | null;
  readonly month: string;
}

function Decided({ list, month }: DecidedProps) {
  const { t, format } = useWords();
  const { landlordName } = useFrame();
  const caption = { month: format.month(month) };
  if (list === null) return <p className="projection-remark">{t("projection.decisionsUnread")}</p>;
  const { sites, missing, unread } = list;
  const isWhole = missing.length === 0 && unread === 0;
  return (
    <>
      <MissingLandlords title={t("projection.missing")} missing={missing} />
      {unread > 0 && (
        <p className="projection-remark">{t("projection.sitesUnread", { count: unread })}</p>
      )}
      {sites.length === 0 && (
        <p>{t(isWhole ? "projection.noneDecided" : "projection.noneDecidedKnown", caption)}</p>
      )}
      {sites.length > 0 && (
        <DataTable
          className="projection-table"
          caption={t("projection.decidedCaption", caption)}
          columns={[
            t("terms.site"),
            t("projection.decided"),
            t("projection.without"),
            t("projection.until"),
          ]}
        >
          <tbody>
            {sites.slice(0, mostRows).map((site) => (
              <tr key={site.id}>
                <th scope="row">
                  {site.name ?? site.id}
                  <span className="beside">
                    {[site.commune, landlordName(site.landlord)].filter(Boolean).join(" · ")}
                  </span>
                </th>
                <td>
                  <LevelBadge level={site.level} isShort />
                </td>
                <td>
                  <LevelBadge level={site.heldLevel} isShort />
                </td>
                <td>{site.until === null ? t("projection.unknown") : format.month(site.until)}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
      <ShownOf count={sites.length} isWhole={isWhole} />
    </>
  );
}
