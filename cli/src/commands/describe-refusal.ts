import type { ImportRefusedError } from "@palier/landlord-import";
import { figure } from "../console/figures.js";
import { formatTable } from "../console/table.js";

const advice = "Correct the files and import them again";

/** A refused import as the person reads it who will correct the file. */
export function describeRefusal(refusal: ImportRefusedError): string {
  const { message, badRows, problemCount, canSkipBad } = refusal;
  const table = formatTable(badRows, [
    { title: "file", text: ({ file }) => file },
    { title: "line", text: ({ line }) => (line === 0 ? "" : String(line)), isNumber: true },
    { title: "column", text: ({ column }) => column },
    { title: "value", text: ({ value }) => value },
    { title: "what would be right", text: ({ expected }) => expected },
  ]);
  const unlisted = problemCount - badRows.length;
  const rest =
    unlisted > 0
      ? `\n… ${figure(badRows.length)} of ${figure(problemCount)} problems are listed; ${figure(unlisted)} more.`
      : "";
  const skip = canSkipBad ? "; palier import can also pass over wrong rows: --skip-bad" : "";
  return `${message}\n\n${table}${rest}\n\n${advice}${skip}.`;
}
