import type { BadRow, ImportRefusedError } from "@palier/landlord-import";
import { figure } from "@palier/schema";
import { formatTable } from "../console/table.js";

const advice = "Correct the files and import them again";

/** A refused import as the person reads it who will correct the file. */
export function describeRefusal(refusal: ImportRefusedError): string {
  const { message, badRows, problemCount, listedCount, canSkipBad, codes } = refusal;
  const isRepeated = badRows.some(({ rows = 1 }) => rows > 1);
  const table = formatTable(badRows, [
    { title: "file", text: ({ file }) => file },
    { title: "line", text: ({ line }) => (line === 0 ? "" : String(line)), isNumber: true },
    { title: "column", text: ({ column }) => column },
    { title: "value", text: ({ value }) => value },
    ...(isRepeated
      ? [{ title: "rows", text: ({ rows = 1 }: BadRow) => figure(rows), isNumber: true }]
      : []),
    { title: "what would be right", text: ({ expected }) => expected },
  ]);
  const unlisted = problemCount - listedCount;
  const rest =
    unlisted > 0
      ? `\n… ${figure(listedCount)} of ${figure(problemCount)} problems are listed; ${figure(unlisted)} more.`
      : "";
  const meanings =
    codes.length === 0
      ? ""
      : `\n\nUnder "categories" the mapping gives each nature one of these codes:\n  ${codes.join("\n  ")}`;
  const skip = canSkipBad ? "; palier import can also pass over wrong rows: --skip-bad" : "";
  return `${message}\n\n${table}${rest}${meanings}\n\n${advice}${skip}.`;
}
