import { useWords } from "@palier/dashboard-ui/language/use-words";
import { missingOf } from "../frame/missing";
import { ShownRow } from "../frame/shown-row";
import type { ReportActionsQuery } from "../generated/graphql";
import { ActionsTable } from "./actions-table";
import { axisRows, mayHideLateOnes } from "./axis-rows";
import { MissingLandlords } from "./missing-landlords";
import { reportActionsDocument } from "./report.documents";
import { type InMonth, Sheet } from "./sheet";

/** The action plan in brief: what is open, late and done, by axis. */
export function ActionsSheet({ code, month }: InMonth) {
  const { t } = useWords();
  return (
    <Sheet title={t("report.contents.actions")} month={month}>
      <ShownRow
        row="ACTIONS"
        document={reportActionsDocument}
        variables={{ code, month }}
        roomRem={20}
      >
        {({ territory }) => <Plan plan={territory?.actions} month={month} />}
      </ShownRow>
    </Sheet>
  );
}

interface PlanProps {
  readonly plan: NonNullable<ReportActionsQuery["territory"]>["actions"] | undefined;
  readonly month: string;
}

function Plan({ plan, month }: PlanProps) {
  const { t } = useWords();
  if (plan?.counts == null || plan.edges == null) return <p>{t("report.actions.unknown")}</p>;
  const listed = plan.edges.flatMap(({ node }) => node ?? []);
  return (
    <>
      <MissingLandlords missing={missingOf(plan.missing)} sentence="report.actions.missing" />
      <ActionsTable
        rows={axisRows(plan.counts, listed, month)}
        month={month}
        hasMoreLate={mayHideLateOnes(listed, plan.pageInfo?.hasNextPage ?? false, month)}
      />
      <p className="quiet">{t("report.actions.asOfNow")}</p>
    </>
  );
}
