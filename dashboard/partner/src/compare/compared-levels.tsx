import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Counted } from "../counts/counted";
import { WithheldRow } from "../frame/withheld-row";
import { Section } from "../site/ground/section";
import { standingOf } from "../site/ground/standing";
import { historyPoints } from "../site/history/history-points";
import { inOrder } from "./use-compared";
import { useLevels } from "./use-levels";
import { type OfSites, useNames } from "./use-names";

/** The level of each month, the last first, with where the shown month's comes from. */
export function ComparedLevels({ ids, month }: OfSites) {
  const { t, format } = useWords();
  const { names } = useNames(ids);
  const { months, isShown, query } = useLevels({ ids, month });
  const [from = "", to = ""] = [months[0], months.at(-1)];
  return (
    <Section title={t("compare.history")}>
      {isShown ? (
        <Answered query={query} roomRem={30}>
          {(data) => {
            const sites = inOrder(data, ids);
            const histories = sites.map((site) =>
              site?.history == null ? null : historyPoints(site.history, months),
            );
            return (
              <DataTable
                className="compare-table"
                caption={t("compare.historyCaption", {
                  from: format.month(from),
                  to: format.month(to),
                })}
                columns={[t("terms.month"), ...names]}
                isWide
              >
                <tbody>
                  {months
                    .map((each, at) => (
                      <tr key={each}>
                        <th scope="row">{format.month(each)}</th>
                        {histories.map((points, place) => {
                          const point = points?.[at];
                          return (
                            <td key={ids[place]}>
                              {point === undefined || point.state === "NOT_PUBLISHED" ? (
                                <Counted cell={{ state: "ABSENT" }} />
                              ) : (
                                <LevelBadge level={point.level} />
                              )}
                            </td>
                          );
                        })}
                      </tr>
                    ))
                    .toReversed()}
                </tbody>
                <tfoot>
                  <tr>
                    <th scope="row">{t("compare.since")}</th>
                    {sites.map((site, place) => (
                      <td key={ids[place]}>
                        {site?.classification?.since == null
                          ? "–"
                          : format.month(site.classification.since)}
                      </td>
                    ))}
                  </tr>
                  <tr>
                    <th scope="row">{t("compare.standing")}</th>
                    {sites.map((site, place) => (
                      <td key={ids[place]}>
                        {site?.classification == null
                          ? "–"
                          : t(`site.standing.${standingOf(site.classification)}`)}
                      </td>
                    ))}
                  </tr>
                </tfoot>
              </DataTable>
            );
          }}
        </Answered>
      ) : (
        <WithheldRow row="SITE_LEVEL" />
      )}
    </Section>
  );
}
