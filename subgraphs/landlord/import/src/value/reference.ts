import { fold } from "@palier/schema";
import { readRecorded, spreadsheetErrors } from "./plain-text.js";
import { misread, type Reading, read } from "./reading.js";

/** What people and spreadsheets write where there is no number. */
const placeholders: ReadonlySet<string> = new Set([
  ...["neant", "aucun", "aucune", "sans", "sans numero", "sans objet", "so", "s.o.", "s/o"],
  ...["nc", "n.c.", "na", "n.a.", "n/a", "nr", "n.r.", "inconnu", "inconnue", "vide", "none"],
  ...["null", "nil", "nan", "x", "xx", "xxx", "tbd", "a completer", "unknown", "(vide)"],
  ...[...spreadsheetErrors].map(fold),
]);

/** Nothing but zeros and marks. */
const marks = /^[-–—_.,/?*:#0\s]+$/;

/** What a spreadsheet shows of a long number: its last digits are gone, and many numbers look alike. */
const shortened = /^\d[.,]?\d*E\+\d+$/i;

/** Longer texts are none of those. */
const longestPlaceholder = 24;

/** A reference as a landlord's own system gives it: of one incident, for good. */
export function readReference(
  text: string,
  unusable: "refused" | "absent",
): Reading<string | null> {
  const problem = problemOf(text, "incident");
  if (problem === null) return readRecorded("siteReference", text);
  if (unusable === "absent") return read(null);
  return misread(
    `${problem}; "unusableReferences: absent" in the mapping reads such rows as rows without one`,
  );
}

/** A reference of a site, which partners know it by. */
export function readSiteReference(text: string): Reading<string> {
  const problem = problemOf(text, "site");
  return problem === null ? readRecorded("siteReference", text) : misread(problem);
}

function problemOf(text: string, of: "incident" | "site"): string | null {
  if (text.length > longestPlaceholder) return null;
  if (shortened.test(text)) {
    return "the whole number: a spreadsheet has shortened it, and others look the same; format the column as text and export it again";
  }
  if (marks.test(text) || placeholders.has(fold(text))) {
    return of === "site"
      ? "a reference of this site alone"
      : "a reference of this incident alone, or an empty cell";
  }
  return null;
}
