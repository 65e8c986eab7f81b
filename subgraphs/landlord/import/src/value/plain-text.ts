import { type RecordedText, textProblem } from "@palier/schema";
import { misread, type Reading, read } from "./reading.js";

/** A text that partners can be told: on one line, all of whose characters are seen, and not too long. */
export function readRecorded(kind: RecordedText, text: string): Reading<string> {
  const problem = textProblem(kind, text);
  return problem === null ? read(text) : misread(problem);
}
