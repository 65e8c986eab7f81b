import { useEveryPage } from "@palier/dashboard-ui/graph/use-every-page";
import { useWords } from "@palier/dashboard-ui/language/use-words";
import { Answered } from "@palier/dashboard-ui/parts/answered";
import { Notice } from "@palier/dashboard-ui/parts/notice";
import { useFamilyName } from "../counts/use-family-name";
import { useFrame } from "../frame/frame";
import { MissingLandlords } from "../frame/missing-landlords";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { PurposeGate } from "../frame/purpose-gate";
import { WithheldRow } from "../frame/withheld-row";
import { monthsInWords } from "../pattern/months";
import { PeriodChoice, usePeriod } from "../pattern/period";
import { PlacesTable } from "../pattern/places-table";
import { TimesTable } from "../pattern/times-table";
import { patrolPlanning, whyNoPatrols } from "./may-plan-patrols";
import { patrolDocument } from "./patrol.documents";
import { gapsOf, type PatrolSites, patrolSitesOf } from "./patrol-sites";
import { PatrolTable } from "./patrol-table";
import "./patrol-page.css";

/** When and where at a territory's sites of levels 3 and 4, for a plan of patrols. */
export function PatrolPage() {
  const { t } = useWords();
  const frame = useFrame();
  const { territory, month } = usePlace();
  const shown = frame.territories.find(({ code }) => code === territory);
  if (shown === undefined || month === null || !frame.months.includes(month)) {
    return (
      <>
        <PlaceBar />
        <NotFound />
      </>
    );
  }
  const why = whyNoPatrols(frame);
  return (
    <div className="patrol">
      <PlaceBar />
      <h1>{t("patrol.titleOf", { name: shown.name ?? shown.code })}</h1>
      <p className="quiet">{t("patrol.about")}</p>
      {why === null ? (
        <PurposeGate only={patrolPlanning}>
          <Plan code={territory} month={month} />
        </PurposeGate>
      ) : why === "PURPOSE" ? (
        <Notice kind="info" title={t("patrol.notYourPurpose")}>
          <p>{t("patrol.notYourPurposeAdvice")}</p>
        </Notice>
      ) : (
        <WithheldRow row={why} />
      )}
    </div>
  );
}

interface PlanProps {
  readonly code: string;
  readonly month: string;
}

function Plan({ code, month }: PlanProps) {
  const { format } = useWords();
  const { landlordName } = useFrame();
  const familyName = useFamilyName();
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
        {(pages) => {
          const found = patrolSitesOf(pages, months, query.data?.errors);
          // On paper no choice is seen that is not said.
          const period = [
            `${format.month(from)} – ${format.month(to)}`,
            ...(family === null ? [] : [familyName(family)]),
            ...(landlord === null ? [] : [landlordName(landlord)]),
          ].join(", ");
          return found === null ? (
            <NotFound />
          ) : (
            <Answers found={found} period={period} months={months} />
          );
        }}
      </Answered>
    </>
  );
}

interface AnswersProps {
  readonly found: PatrolSites;
  readonly period: string;
  /** The same, oldest first. */
  readonly months: readonly string[];
}

function Answers({ found, period, months }: AnswersProps) {
  const { sites, sum, countedSites, missing, withoutPattern } = found;
  const { t, format } = useWords();
  const of = t("patrol.of", { count: countedSites, period });
  const gaps = gapsOf(sites);
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
          {gaps.length > 0 && (
            <Notice kind="partial" title={t("patrol.monthsAbsent")}>
              <ul>
                {gaps.map(({ months: absent, names }) => (
                  <li key={absent.join()}>
                    {t("patrol.monthsAbsentAt", {
                      months: monthsInWords(absent, format),
                      sites:
                        names.length === sites.length
                          ? t("patrol.allSites")
                          : format.listWithAnd(names),
                    })}
                  </li>
                ))}
              </ul>
            </Notice>
          )}
          {sum !== null && sum.incidents !== null && (
            <>
              <h2>{t("patrol.together")}</h2>
              <p>{t("patrol.sum", { count: sum.incidents, of })}</p>
              <TimesTable pattern={sum} of={of} />
              <PlacesTable pattern={sum} of={of} />
            </>
          )}
          <h2>{t("patrol.bySite")}</h2>
          <PatrolTable sites={sites} period={period} months={months.length} />
          <p className="quiet">{t("pattern.notRecordedNote")}</p>
        </>
      )}
    </>
  );
}
