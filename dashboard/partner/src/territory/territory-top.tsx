import type { Answer } from "@palier/dashboard-ui/graph/ask";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "react-router";
import { MovedTable } from "../changes/moved-table";
import { useBasis } from "../figures/basis";
import { ChangeTable } from "../figures/change-table";
import { Coverage } from "../figures/coverage";
import { CoveredPart } from "../figures/covered-part";
import { findingOf, hardLevels, isPartial, undeterminedOf } from "../figures/figures";
import { Headline } from "../figures/headline";
import { LevelSplit } from "../figures/level-split";
import { NoFigures } from "../figures/no-figures";
import { useLinks } from "../frame/links";
import { usePlace } from "../frame/place";
import type { TerritoryQuery, TrendQuery } from "../generated/graphql";

export interface TerritoryTopProps {
  readonly territory: NonNullable<TerritoryQuery["territory"]>;
  readonly landlord: string | null;
  readonly trend: UseQueryResult<Answer<TrendQuery>>;
}

/** What a visitor comes for: levels 3 and 4, all levels, whom the figures rest on, and the change. */
export function TerritoryTop({ territory, landlord, trend }: TerritoryTopProps) {
  const { t } = useWords();
  const linkTo = useLinks();
  const { query } = usePlace();
  const basis = useBasis()(territory.month, landlord);
  const finding = findingOf(territory, landlord);
  return (
    <>
      <TerritoryTitle territory={territory} />
      <CoveredPart code={territory.code} />
      <section className="territory-changes" aria-labelledby="changes">
        <h2 id="changes">{t("changes.title")}</h2>
        <MovedTable code={territory.code} month={territory.month} />
        {landlord !== null && <p className="quiet">{t("changes.ofAll")}</p>}
      </section>
      <section className="headline" aria-labelledby="headline">
        <h2 id="headline">{t("terms.hardLevels")}</h2>
        <p className="headline-basis">{basis}</p>
        {finding.kind === "levels" ? (
          <Headline levels={finding.levels} landlord={landlord} />
        ) : (
          <NoFigures kind={finding.kind} />
        )}
        {landlord === null && isPartial(territory) && (
          <p className="headline-partial">
            <a href="#coverage">
              {t("figures.coverage.partial", {
                answered: territory.coverage?.landlordsAnswered ?? "?",
                expected: territory.coverage?.landlordsExpected ?? "?",
              })}
            </a>
          </p>
        )}
        <p className="headline-links">
          <Link to={linkTo("map", territory.code, mapQuery(query))}>
            {t("territory.hardSites")}
          </Link>
          <Link to={linkTo("report", territory.code, `?month=${territory.month}`)}>
            {t("territory.report")}
          </Link>
          <Link to={linkTo("projection", territory.code, `?month=${territory.month}`)}>
            {t("projection.open")}
          </Link>
        </p>
      </section>
      <div className="territory-columns">
        <section aria-labelledby="levels">
          <h2 id="levels">{t("figures.levels.title")}</h2>
          {finding.kind === "levels" ? (
            <LevelSplit levels={finding.levels} basis={basis} />
          ) : finding.kind === "undetermined" ? (
            <LevelSplit levels={undeterminedOf(finding.levels)} basis={basis} />
          ) : (
            <p className="quiet">{t(`figures.none.${finding.kind}`)}</p>
          )}
        </section>
        <div>
          <section aria-labelledby="change">
            <h2 id="change">{t("figures.change.title")}</h2>
            <Answered query={trend} roomRem={9}>
              {(data) => (
                <ChangeTable
                  trend={data.territory?.trend ?? []}
                  month={data.territory?.month ?? territory.month}
                  landlord={landlord}
                  basis={basis}
                />
              )}
            </Answered>
          </section>
          <section aria-labelledby="coverage">
            <h2 id="coverage">{t("figures.coverage.title")}</h2>
            <Coverage coverage={territory.coverage} basis={basis} />
            {landlord !== null && <p className="quiet">{t("figures.coverage.ofAll")}</p>}
          </section>
        </div>
      </div>
    </>
  );
}

function TerritoryTitle({ territory }: Pick<TerritoryTopProps, "territory">) {
  const { t, format } = useWords();
  const { kind, population } = territory;
  const facts = [
    ...(kind == null ? [] : [t(`terms.kinds.${kind}`)]),
    ...(population == null
      ? []
      : [t("territory.population", { count: population, number: format.number(population) })]),
  ];
  return (
    <hgroup className="territory-title">
      <h1>{territory.name ?? territory.code}</h1>
      <p className="quiet">{facts.join(" · ")}</p>
    </hgroup>
  );
}

/** Query of the map that shows levels 3 and 4 only, with what else the address keeps. */
function mapQuery(query: string): string {
  const search = new URLSearchParams(query);
  search.set("levels", [...hardLevels].sort().join(","));
  // A comma may stand as it is in a query, and is easier to read.
  return `?${search.toString().replaceAll("%2C", ",")}`;
}
