import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { DataTable } from "@palier/dashboard-ui/parts/data-table";
import { LevelBadge } from "@palier/dashboard-ui/parts/level-badge";
import type { ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link } from "react-router";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";
import { WithheldRow } from "../frame/withheld-row";
import { Section } from "../site/ground/section";
import { inOrder } from "./use-compared";
import { useLevels } from "./use-levels";
import { type OfSites, useNames } from "./use-names";

export interface ComparedIdentityProps extends OfSites {
  readonly onRemove: (id: string) => void;
}

/** Which sites they are; each leads to its page, and can be taken out. */
export function ComparedIdentity({ ids, month, onRemove }: ComparedIdentityProps) {
  const { t, format } = useWords();
  const { names, query, sitesIn, isShown } = useNames(ids);
  const levels = useLevels({ ids, month });
  const classified = levels.query.data && inOrder(levels.query.data.data, ids);
  const rows = (
    cellsOf: (term: "landlord" | "commune" | "district" | "dwellings") => ReactNode[],
  ) => (
    <DataTable
      className="compare-table"
      caption={t("compare.identityCaption", { month: format.month(month) })}
      columns={[t("compare.what"), ...names]}
      isWide
    >
      <tbody>
        {levels.isShown && (
          // First, for what it is compared by: on a phone little else is on the first screen.
          <tr>
            <th scope="row">{t("site.effective")}</th>
            {ids.map((id, place) => {
              const classification = classified?.[place]?.classification;
              return (
                <td key={id}>
                  {classification == null ? "–" : <LevelBadge level={classification.level} />}
                </td>
              );
            })}
          </tr>
        )}
        <tr>
          <th scope="row">{t("terms.site")}</th>
          {ids.map((id, place) => (
            <td key={id}>
              <OfSite id={id} name={names[place] ?? id} onRemove={onRemove} />
            </td>
          ))}
        </tr>
        {isShown &&
          (["landlord", "commune", "district", "dwellings"] as const).map((term) => (
            <tr key={term}>
              <th scope="row">{t(`terms.${term}`)}</th>
              {cellsOf(term).map((cell, place) => (
                <td key={ids[place]}>{cell}</td>
              ))}
            </tr>
          ))}
      </tbody>
    </DataTable>
  );
  return (
    <Section title={t("compare.identity")}>
      {isShown ? (
        <Answered query={query} roomRem={14}>
          {(data) =>
            rows((term) =>
              sitesIn(data).map((site) => {
                if (site === null) return <span className="quiet">{t("compare.notThere")}</span>;
                if (term === "landlord") return site.landlord?.name ?? "–";
                if (term === "commune") return site.commune?.name ?? site.commune?.code ?? "–";
                if (term === "dwellings") {
                  return site.dwellings === null ? "–" : format.number(site.dwellings);
                }
                return (
                  site.priorityDistrict?.name ?? site.priorityDistrict?.code ?? t("site.noDistrict")
                );
              }),
            )
          }
        </Answered>
      ) : (
        <>
          {rows(() => [])}
          <WithheldRow row="SITE_IDENTITY" />
        </>
      )}
    </Section>
  );
}

interface OfSiteProps extends Pick<ComparedIdentityProps, "onRemove"> {
  readonly id: string;
  readonly name: string;
}

function OfSite({ id, name, onRemove }: OfSiteProps) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  return (
    <span className="compare-site">
      <Link to={linkTo("site", id, query)}>{t("map.openSite")}</Link>
      <Button
        className="button button-quiet only-screen"
        aria-label={t("compare.remove", { name })}
        onPress={() => onRemove(id)}
      >
        ×
      </Button>
    </span>
  );
}
