import type { ImportSummary, ListedChange } from "@palier/landlord-import";
import { counted, figure } from "@palier/schema";

/** What an import did, a line for each thing that happened. */
export function describeImport(summary: ImportSummary): string {
  const { months } = summary;
  const lines = [
    `${counted(summary.rowsRead, "row")} read from ${counted(summary.files, "file")} in ${(summary.durationMs / 1000).toFixed(1)} s (${figure(summary.rowsPerSecond)} a second)`,
    `${counted(summary.incidentsAdded, "incident")} added${months ? `, ${months.first} to ${months.last}` : ""}`,
    `${counted(summary.alreadyKnown, "row")} known already${otherwise(summary)}`,
    ...describeByValues(summary.knownByValues),
    ...(summary.changes.corrected > 0
      ? [`${counted(summary.changes.corrected, "incident")} corrected`]
      : []),
    ...(summary.changes.keptByHand.incidents > 0
      ? [`${counted(summary.changes.keptByHand.incidents, "incident")} kept as corrected by hand`]
      : []),
    ...describeFewer(summary.changes.fewer),
    ...(summary.withdrawn > 0
      ? [`${counted(summary.withdrawn, "row")} of withdrawn incidents, left out`]
      : []),
    ...(summary.purged > 0
      ? [`${counted(summary.purged, "row")} of months that are purged, left out`]
      : []),
    ...(summary.passedOver > 0 ? [`${counted(summary.passedOver, "row")} passed over`] : []),
    ...(summary.sitesCreated > 0 ? [`${counted(summary.sitesCreated, "site")} created`] : []),
    ...describeRejected(summary),
  ];
  return lines.map((line) => `  ${line}`).join("\n");
}

function otherwise({ knownOtherwise, uncertain }: ImportSummary): string {
  const more =
    knownOtherwise === 0
      ? ""
      : `, ${figure(knownOtherwise)} of them with something that the record does not have, which stays as it is (--update records it)`;
  if (uncertain === 0) return more;
  return `${more}; ${figure(uncertain)} may be further incidents: without a reference, what they tell fits several known ones, or one that another row tells too`;
}

/** Rows of which the columns that `identity:` chooses tell something that the record does not. */
function describeByValues({ rows, untold }: ImportSummary["knownByValues"]): string[] {
  if (untold === 0) return [];
  const known =
    "known by day, category, site and the like alone, from files under another identity:";
  return [
    untold === rows
      ? `${counted(untold, "row")} ${known} no row of those tells what the columns of "identity" tell here, so whether they are the same incidents is for you to say`
      : `${figure(untold)} of ${counted(rows, "row")} ${known} may be further incidents, since no equal row of those tells what the columns of "identity" tell here`,
  ];
}

/** What a file would correct, a line for each of the first. */
export function describeChanges({
  changes: { corrected, listed, keptByHand, fewer },
  incidentsAdded,
}: Pick<ImportSummary, "changes" | "incidentsAdded">): string {
  return [
    `${counted(incidentsAdded, "incident")} would be added, ${figure(corrected)} corrected`,
    ...describeListed(listed, corrected),
    ...(keptByHand.incidents === 0
      ? []
      : [
          `${counted(keptByHand.incidents, "incident")} kept as corrected by hand; --over-hand takes the file's values instead:`,
          ...describeListed(keptByHand.listed, keptByHand.incidents),
        ]),
    ...describeFewer(fewer),
  ]
    .map((line) => `  ${line}`)
    .join("\n");
}

/** Rows that count fewer incidents than are recorded. */
function describeFewer({ rows, listed }: ImportSummary["changes"]["fewer"]): string[] {
  if (rows === 0) return [];
  const lines = listed.map(
    ({ name, told, recorded }) => `${name}: ${figure(told)} told, ${figure(recorded)} recorded`,
  );
  return [
    `${counted(rows, "row")} with fewer incidents than the record, which stay; "palier incidents withdraw" takes one out:`,
    ...lines,
    ...(rows > listed.length ? [`and ${figure(rows - listed.length)} more`] : []),
  ];
}

function describeListed(listed: readonly ListedChange[], count: number): string[] {
  const lines = listed.map(({ name, changes }) => {
    const told = changes.map(({ field, from, to }) =>
      from === null && to === null
        ? `${field} (not shown)`
        : `${field} ${from ?? "–"} → ${to ?? "–"}`,
    );
    return `${name}: ${told.join(", ")}`;
  });
  const more = count - listed.length;
  return more > 0 ? [...lines, `and ${figure(more)} more`] : lines;
}

function describeRejected(summary: ImportSummary): string[] {
  const { rowsRejected, rejectedWithoutReference, rejectedFiles } = summary;
  if (rowsRejected === 0) return [];
  if (rejectedFiles.length === 0) return [`${counted(rowsRejected, "row")} wrong`];
  const rejected = `${counted(rowsRejected, "row")} rejected`;
  const places = rejectedFiles.join(", ");
  const care =
    "Rejected rows may hold personal text: you alone can read their file; delete it when it is mended.";
  if (rejectedWithoutReference === 0) {
    return [care, `${rejected}; correct and import them again from ${places}`];
  }
  return [
    care,
    `${rejected}, listed with the reason in ${places}`,
    `${figure(rejectedWithoutReference)} of them without a reference: correct the original file and import it again, not`,
    "the rejected rows. Only the whole file tells equal rows apart; its other rows are known already.",
  ];
}
