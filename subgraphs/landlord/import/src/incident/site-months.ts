import { monthText } from "@palier/schema";
import type { RowProblem } from "../report/bad-row.js";
import type { IncidentDraft } from "./incident-draft.js";

/** What is wrong with an incident before its site's first month or after its last; null: nothing. */
export function siteMonthsProblem({
  day,
  site,
}: {
  readonly day: IncidentDraft["day"];
  readonly site: Pick<IncidentDraft["site"], "reference" | "months">;
}): RowProblem | null {
  const { months } = site;
  if (months === null) return null;
  const isEarly = day.month < months.from;
  if (!isEarly && day.month <= months.to) return null;
  const month = isEarly ? `from ${monthText(months.from)} on` : `up to ${monthText(months.to)}`;
  return {
    column: "",
    value: day.text,
    expected: `a day ${month}: site "${site.reference}" ${isEarly ? "began" : "ended"} then ("palier sites list" shows the months of each)`,
  };
}
