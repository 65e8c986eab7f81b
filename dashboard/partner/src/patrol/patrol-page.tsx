import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { useFrame } from "../frame/frame";
import { MissingLandlords } from "../frame/missing-landlords";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { PurposeGate } from "../frame/purpose-gate";
import { WithheldRow } from "../frame/withheld-row";
import { PeriodChoice, usePeriod } from "../pattern/period";
import { PlacesTable } from "../pattern/places-table";
import { TimesTable } from "../pattern/times-table";
import { mayPlanPatrols, patrolPlanning } from "./may-plan-patrols";
import { patrolDocument } from "./patrol.documents";
import { type PatrolSites, patrolSitesOf } from "./patrol-sites";
import { PatrolTable } from "./patrol-table";
import "./patrol-page.css";

/** When and where at a territory's sites of levels 3 and 4, for a plan of patrols. */
export function PatrolPage() {
  const { t } = useWords();
  const frame = useFrame();
  const { territory, month } = usePlace();
  const name = frame.territories.find(({ code }) => code === territory)?.name;
  const isKnown = month !== null && frame.months.includes(month) && name !== undefined;
  return (
    <div className="patrol">
      <PlaceBar />
      {name === undefined ? (
        <NotFound />
      ) : (
        <>
          <h1>{t("patrol.titleOf", { name })}</h1>
          <p className="quiet">{t("patrol.about")}</p>
        </>
      )}
      {isKnown &&
        (mayPlanPatrols(frame) ? (
          <PurposeGate only={patrolPlanning}>
            <Plan code={territory} month={month} />
          </PurposeGate>
        ) : (
          <WithheldRow row="INCIDENT_DETAIL" />
        ))}
    </div>
  );
}

interface PlanProps {
  readonly code: string;
  readonly month: string;
}

function Plan({ code, month }: PlanProps) {
  const { format } = useWords();
  const { landlord } = usePlace();
  const { months, family } = usePeriod(month);
  const [from = "", to = ""] = [months[0], months.at(-1)];
  const query = useEveryPage(
    patrolDocument,
    { code, month, landlord, from, to, family },
    ({ territory }) => territory?.sites?.pageInfo,
    true,
    { withPurpose: true },
  );
  return (
    <>
      <div className="pattern-choices only-screen">
        <PeriodChoice />
      </div>
      <Answered query={query} roomRem={40}>
        {(pages) => (
          <Answers
            found={patrolSitesOf(pages)}
            period={`${format.month(from)} – ${format.month(to)}`}
          />
        )}
      </Answered>
    </>
  );
}

interface AnswersProps {
  readonly found: PatrolSites;
  readonly period: string;
}

function Answers({ found: { sites, sum, missing, withoutPattern }, period }: AnswersProps) {
  const { t, format } = useWords();
  const of = t("patrol.of", { count: sites.length, period });
  return (
    <>
      <MissingLandlords title={t("patrol.missing")} missing={missing} />
      {withoutPattern.length > 0 && (
        <p>{t("patrol.withoutPattern", { names: format.listWithAnd(withoutPattern) })}</p>
      )}
      {sites.length === 0 ? (
        <p>{t("patrol.none")}</p>
      ) : (
        <>
          <h2>{t("patrol.together")}</h2>
          <p>{t("patrol.sum", { count: sum.incidents ?? 0, of })}</p>
          <TimesTable pattern={sum} of={of} />
          <PlacesTable pattern={sum} of={of} />
          <h2>{t("patrol.bySite")}</h2>
          <PatrolTable sites={sites} period={period} />
          <p className="quiet">{t("pattern.notRecordedNote")}</p>
        </>
      )}
    </>
  );
}
