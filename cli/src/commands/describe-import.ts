import type { ImportSummary } from "@palier/landlord-import";
import { counted, figure } from "../console/figures.js";

/** What an import did, a line for each thing that happened. */
export function describeImport(summary: ImportSummary): string {
  const { months } = summary;
  const lines = [
    `${counted(summary.rowsRead, "row")} read from ${counted(summary.files, "file")} in ${(summary.durationMs / 1000).toFixed(1)} s (${figure(summary.rowsPerSecond)} a second)`,
    `${counted(summary.incidentsAdded, "incident")} added${months ? `, ${months.first} to ${months.last}` : ""}`,
    `${counted(summary.alreadyKnown, "row")} known already${otherwise(summary)}`,
    ...(summary.changes.corrected > 0
      ? [`${counted(summary.changes.corrected, "incident")} corrected`]
      : []),
    ...(summary.withdrawn > 0
      ? [`${counted(summary.withdrawn, "row")} of withdrawn incidents, left out`]
      : []),
    ...(summary.passedOver > 0 ? [`${counted(summary.passedOver, "row")} passed over`] : []),
    ...(summary.sitesCreated > 0 ? [`${counted(summary.sitesCreated, "site")} created`] : []),
    ...describeRejected(summary),
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

function otherwise({ knownOtherwise }: ImportSummary): string {
  if (knownOtherwise === 0) return "";
  return `, ${figure(knownOtherwise)} of them without a reference and with another complaint or text than the record's, which stays`;
}

/** What a file would correct, a line for each of the first. */
export function describeChanges({
  changes: { corrected, listed },
  incidentsAdded,
}: Pick<ImportSummary, "changes" | "incidentsAdded">): string {
  const lines = listed.map(({ name, changes }) => {
    const told = changes.map(({ field, from, to }) =>
      from === null && to === null
        ? `${field} (not shown)`
        : `${field} ${from ?? "–"} → ${to ?? "–"}`,
    );
    return `${name}: ${told.join(", ")}`;
  });
  const more = corrected - listed.length;
  return [
    `${counted(incidentsAdded, "incident")} would be added, ${figure(corrected)} corrected`,
    ...lines,
    ...(more > 0 ? [`and ${figure(more)} more`] : []),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
}

function describeRejected(summary: ImportSummary): string[] {
  const { rowsRejected, rejectedWithoutReference, rejectedFiles } = summary;
  if (rowsRejected === 0) return [];
  const rejected = `${counted(rowsRejected, "row")} rejected`;
  const places = rejectedFiles.join(", ");
  if (rejectedWithoutReference === 0) {
    return [`${rejected}; correct and import them again from ${places}`];
  }
  return [
    `${rejected}, listed with the reason in ${places}`,
    `${figure(rejectedWithoutReference)} of them without a reference: correct the original file and import it again, not`,
    "the rejected rows. Only the whole file tells equal rows apart; its other rows are known already.",
  ];
}
