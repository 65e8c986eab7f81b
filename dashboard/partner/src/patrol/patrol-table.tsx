import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Link } from "react-router";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";
import { busiestPlaces, busiestTimes } from "../pattern/pattern";
import { TimesTable } from "../pattern/times-table";
import type { PatrolSite } from "./patrol-sites";

export interface PatrolTableProps {
  readonly sites: readonly PatrolSite[];
  readonly period: string;
}

/** Each site with when and where most took place, and its own table below. */
export function PatrolTable({ sites, period }: PatrolTableProps) {
  const { t, format } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  return (
    <>
      <DataTable
        className="patrol-table"
        caption={t("patrol.sitesCaption", { period })}
        columns={[
          t("terms.site"),
          t("patrol.level"),
          { number: t("pattern.numberColumn") },
          t("patrol.when"),
          t("patrol.where"),
        ]}
        isWide
      >
        <tbody>
          {sites.map(({ id, name, commune, level, pattern }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={linkTo("site", id, query)}>{name}</Link>
                {commune !== null && <span className="beside">{commune}</span>}
              </th>
              <td>
                <LevelBadge level={level} />
              </td>
              <td className="number">
                {pattern.incidents === null ? "–" : format.number(pattern.incidents)}
              </td>
              <td>
                <Most
                  texts={busiestTimes(pattern).map((each) =>
                    t("patrol.most", {
                      what: `${t(`pattern.weekdays.${each.weekday}`)}, ${t(`pattern.timeBands.${each.timeBand}`)}`,
                      count: each.incidents,
                    }),
                  )}
                />
              </td>
              <td>
                <Most
                  texts={busiestPlaces(pattern).map(({ place, incidents }) =>
                    t("patrol.most", { what: t(`pattern.places.${place}`), count: incidents }),
                  )}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
      {sites.map(({ id, name, pattern }) => (
        <details key={id} className="patrol-site">
          <summary>{t("patrol.tableOf", { name })}</summary>
          <TimesTable pattern={pattern} of={`${name}, ${period}`} />
        </details>
      ))}
    </>
  );
}

/** Of many that are alike none stands out. */
const mostNamed = 3;

function Most({ texts }: { readonly texts: readonly string[] }) {
  const { t } = useWords();
  if (texts.length === 0) return <span className="quiet">{t("patrol.nothingRecorded")}</span>;
  if (texts.length > mostNamed) return <span className="quiet">{t("patrol.evenly")}</span>;
  return texts.map((text) => (
    <span key={text} className="patrol-most">
      {text}
    </span>
  ));
}
