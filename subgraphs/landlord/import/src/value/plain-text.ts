import { type RecordedText, textProblem } from "@palier/schema";
import { misread, type Reading, read } from "./reading.js";

/** What spreadsheets show in place of a value they could not find or compute, in English and French. */
export const spreadsheetErrors: ReadonlySet<string> = new Set([
  ...["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#CALC!", "#SPILL!"],
  ...["#VALEUR!", "#NOM?", "#NOMBRE!", "#NUL!", "#PROPAGATION!"],
]);

/** A text that partners can be told: on one line, all of whose characters are seen, and not too long. */
export function readRecorded(kind: RecordedText, text: string): Reading<string> {
  if (text.startsWith("#") && spreadsheetErrors.has(text))
    return misread("a value; a spreadsheet shows this of an error");
  const problem = textProblem(kind, text);
  return problem === null ? read(text) : misread(problem);
}
