import { useGraph } from "@palier/dashboard-ui/graph/use-graph";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Waiting } from "@palier/dashboard-ui/parts/waiting";
import { lazy, Suspense } from "react";
import { BreakdownTables } from "../breakdown/breakdown-tables";
import { ChangedActions } from "../changes/changed-actions";
import { ChangedSites } from "../changes/changed-sites";
import { OfYear } from "../changes/of-year";
import { OnWish } from "../changes/on-wish";
import { TerritoryCounts } from "../counts/territory-counts";
import { territoryDocument, trendDocument } from "../figures/territory.documents";
import { useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { type Place, usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { TakeAlong } from "../frame/take-along";
import { WithheldRow } from "../frame/withheld-row";
import { FormerLevels } from "./former-levels";
import { TerritoryTop } from "./territory-top";
import "./territory.css";

// The charts' program comes after the first figures.
const Trend = lazy(async () => ({ default: (await import("./trend")).Trend }));

/** Where a territory stands in a month: levels, coverage, change, trend, and where within it. */
export function TerritoryPage() {
  const { territories, months, may } = useFrame();
  const place = usePlace();
  const territory = territories.find(({ code }) => code === place.territory);
  const isMonth = place.month === null || months.includes(place.month);
  return (
    <>
      <PlaceBar />
      {territory === undefined || !isMonth ? (
        <NotFound />
      ) : may("TERRITORY_FIGURES") ? (
        <Figures place={place} />
      ) : (
        <>
          <h1>{territory.name}</h1>
          <WithheldRow row="TERRITORY_FIGURES" />
        </>
      )}
    </>
  );
}

function Figures({ place }: { readonly place: Place }) {
  const { t } = useWords();
  const { may } = useFrame();
  const { territory: code, month, landlord } = place;
  const variables = { code, month, landlord };
  const top = useGraph(territoryDocument, variables);
  // What comes second must not make the first figures wait.
  const trend = useGraph(trendDocument, variables, { isEnabled: top.data !== undefined });
  return (
    <>
      <Answered query={top} roomRem={40}>
        {({ territory }) =>
          territory == null ? (
            <NotFound />
          ) : (
            <TerritoryTop territory={territory} landlord={landlord} trend={trend} />
          )
        }
      </Answered>
      {top.data !== undefined && (
        <>
          {top.data.data.territory != null && (
            <Changed {...{ code, landlord, month: top.data.data.territory.month }} />
          )}
          <section className="territory-section" aria-label={t("figures.trend.share")}>
            <Answered query={trend} roomRem={24}>
              {({ territory }) => (
                <>
                  {landlord === null && (
                    <FormerLevels
                      month={territory?.month ?? ""}
                      restatements={territory?.restatements ?? []}
                    />
                  )}
                  <Suspense fallback={<Waiting />}>
                    <Trend trend={territory?.trend ?? []} landlord={landlord} />
                  </Suspense>
                </>
              )}
            </Answered>
          </section>
          {top.data.data.territory != null && (
            <section className="territory-section" aria-labelledby="counts">
              <h2 id="counts">{t("counts.title")}</h2>
              <TerritoryCounts code={code} month={top.data.data.territory.month} />
              {landlord !== null && <p className="quiet">{t("counts.ofAll")}</p>}
            </section>
          )}
          <section className="territory-section" aria-labelledby="breakdown">
            <h2 id="breakdown">{t("breakdown.title")}</h2>
            <BreakdownTables {...{ code, month, landlord, query: place.query }} />
          </section>
          <TakeAlong
            files={
              may("SITE_LEVEL") && may("SITE_IDENTITY")
                ? ["levels.csv", "changes.csv", "changes.csv?since=year"]
                : ["levels.csv"]
            }
          />
        </>
      )}
    </>
  );
}

interface ChangedProps {
  readonly code: string;
  readonly month: string;
  readonly landlord: string | null;
}

/** Which sites changed, and beside them which actions. */
function Changed({ code, month, landlord }: ChangedProps) {
  const { t, format } = useWords();
  const { may } = useFrame();
  const actions = <ChangedActions code={code} month={month} landlord={landlord} />;
  return (
    <>
      <section className="territory-section" aria-labelledby="changed-sites">
        <h2 id="changed-sites">{t("changes.sites")}</h2>
        <ChangedSites code={code} month={month} months={1} />
        <OfYear code={code} month={month} />
      </section>
      <section className="territory-section" aria-labelledby="changed-actions">
        <h2 id="changed-actions">{t("changes.plan")}</h2>
        {may("ACTIONS") ? (
          <OnWish title={t("changes.planOf", { month: format.month(month) })}>{actions}</OnWish>
        ) : (
          actions
        )}
      </section>
    </>
  );
}
