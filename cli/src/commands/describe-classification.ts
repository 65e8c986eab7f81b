import type { ClassificationSummary } from "@palier/landlord-store";
import { counted, monthText } from "@palier/schema";

/** What a classification changed, on one line; `otherwise` where no month has levels to change. */
export function describeClassification(
  { sites, months, rises, falls }: ClassificationSummary,
  otherwise: string,
): string {
  const [first] = months;
  const last = months.at(-1);
  if (first === undefined || last === undefined) return `  ${otherwise}`;
  const period = first === last ? monthText(first) : `${monthText(first)} to ${monthText(last)}`;
  return `  ${counted(sites, "site")} classified for ${period}: ${counted(rises, "rise")}, ${counted(falls, "fall")}`;
}
