import { useWords } from "@palier/dashboard-ui/language/use-words";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import { Link } from "react-router";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";
import { busiestPlaces, busiestTimes } from "../pattern/pattern";
import { Incidents, TimesTable } from "../pattern/times-table";
import type { PatrolSite } from "./patrol-sites";

export interface PatrolTableProps {
  readonly sites: readonly PatrolSite[];
  readonly period: string;
  /** How many that is. */
  readonly months: number;
}

/** Each site with when and where most took place, and its own table below. */
export function PatrolTable({ sites, period, months }: PatrolTableProps) {
  const { t } = useWords();
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
          {sites.map(({ id, name, commune, level, pattern, absent }) => (
            <tr key={id}>
              <th scope="row">
                <Link to={linkTo("site", id, query)}>{name}</Link>
                {commune !== null && <span className="beside">{commune}</span>}
              </th>
              <td>
                <LevelBadge level={level} />
              </td>
              <td className="number">
                <Incidents incidents={absent.length < months ? pattern.incidents : null} />
                {absent.length > 0 && (
                  <span className="beside">
                    {t("patrol.inMonths", { count: months - absent.length, all: months })}
                  </span>
                )}
              </td>
              <td>
                <Most
                  of={absent.length < months ? pattern.incidents : null}
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
                  of={absent.length < months ? pattern.incidents : null}
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

interface MostProps {
  readonly texts: readonly string[];
  /** All incidents, those included of which nothing is recorded; null where they are not known. */
  readonly of: number | null;
}

function Most({ texts, of }: MostProps) {
  const { t } = useWords();
  if (of === null) return <Incidents incidents={null} />;
  if (of === 0) return <span className="quiet">{t("patrol.noIncident")}</span>;
  if (texts.length === 0) return <span className="quiet">{t("patrol.nothingRecorded")}</span>;
  if (texts.length > mostNamed) return <span className="quiet">{t("patrol.evenly")}</span>;
  return texts.map((text) => (
    <span key={text} className="patrol-most">
      {text}
    </span>
  ));
}
