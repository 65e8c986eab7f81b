import { useWords } from "@palier/dashboard-ui/language/use-words";
import { useIsFetching } from "@tanstack/react-query";
import { useEffect } from "react";
import { Button } from "react-aria-components";
import { Navigate } from "react-router";
import { type FrameTerritory, useFrame } from "../frame/frame";
import { NotFound } from "../frame/not-found";
import { usePlace } from "../frame/place";
import { PlaceBar } from "../frame/place-bar";
import { ActionsSheet } from "./actions-sheet";
import { ChangesSheet } from "./changes-sheet";
import { ConclusionsSheet, MethodSheet } from "./closing-sheets";
import { CoverSheet } from "./cover-sheet";
import { FiguresSheets } from "./figures-sheets";
import { LateSheet } from "./late-sheet";
import { MapSheet, SitesSheet } from "./sites-sheet";
import "./report.css";
import "./report-print.css";

/** The month's report to the steering committee: on screen as pages, on paper as A4. */
export function ReportPage() {
  const { territories, months } = useFrame();
  const { territory: code, chosenMonth } = usePlace();
  const territory = territories.find((each) => each.code === code);
  const [lastMonth] = months;
  // A link to "the last month" would be another document next month.
  if (territory !== undefined && chosenMonth === null && lastMonth !== undefined) {
    return <Navigate to={{ search: `?month=${lastMonth}` }} replace />;
  }
  return (
    <>
      <div className="page-bar only-screen">
        <PlaceBar hasLandlord={false} />
        <PrintButton />
      </div>
      {territory === undefined || chosenMonth === null || !months.includes(chosenMonth) ? (
        <NotFound />
      ) : (
        <Report territory={territory} month={chosenMonth} />
      )}
    </>
  );
}

interface ReportProps {
  readonly territory: FrameTerritory;
  readonly month: string;
}

function Report({ territory, month }: ReportProps) {
  const { t } = useWords();
  const { code } = territory;
  const name = territory.name ?? code;
  const title = t("report.documentTitle", { territory: name, month });
  useEffect(() => {
    // What a browser calls the file that is printed.
    const before = document.title;
    document.title = title;
    return () => {
      document.title = before;
    };
  }, [title]);
  return (
    <article className="report" data-month={month}>
      <CoverSheet territory={territory} month={month} />
      <ChangesSheet code={code} month={month} />
      <FiguresSheets code={code} month={month} />
      <MapSheet code={code} month={month} />
      <SitesSheet code={code} month={month} />
      <ActionsSheet code={code} month={month} />
      <LateSheet code={code} month={month} />
      <ConclusionsSheet month={month} />
      <MethodSheet month={month} />
    </article>
  );
}

/** Prints the report once all of it is there. */
function PrintButton() {
  const { t } = useWords();
  const isReading = useIsFetching() > 0;
  return (
    <Button className="button" isDisabled={isReading} onPress={() => window.print()}>
      {t("report.print")}
    </Button>
  );
}
