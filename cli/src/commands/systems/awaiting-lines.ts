import type { AwaitingSubmissions } from "@palier/landlord-store";
import { counted, monthText } from "@palier/schema";

/** What waits for closed months, each with the command that lets it in. */
export function awaitingLines(
  awaiting: readonly AwaitingSubmissions[],
  landlord: string,
): string[] {
  return awaiting.map(({ system, months, submissions }) => {
    const closed = months.map(monthText);
    return `${counted(submissions, "submission")} of ${system} ${submissions === 1 ? "waits" : "wait"} for ${closed.join(", ")}, closed: palier reopen-month ${closed.join(" ")} --reason LATE_INCIDENTS --landlord ${landlord}`;
  });
}
