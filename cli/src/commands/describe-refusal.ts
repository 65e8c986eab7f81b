import type { ImportRefusedError } from "@palier/landlord";
import { figure } from "../console/figures.js";
import { formatTable } from "../console/table.js";

/** A refused import as the person reads it who will correct the file. */
export function describeRefusal({ message, badRows, badRowCount }: ImportRefusedError): string {
  const table = formatTable(badRows, [
    { title: "file", text: ({ file }) => file },
    { title: "line", text: ({ line }) => (line === 0 ? "" : String(line)), isNumber: true },
    { title: "column", text: ({ column }) => column },
    { title: "value", text: ({ value }) => value },
    { title: "what would be right", text: ({ expected }) => expected },
  ]);
  const unlisted = badRowCount - new Set(badRows.map(({ file, line }) => `${line} ${file}`)).size;
  const rest = unlisted > 0 ? `\n… and ${figure(unlisted)} more rows.` : "";
  return `${message}\n\n${table}${rest}\n\nCorrect the files and import them again; palier import can also pass over wrong rows: --skip-bad.`;
}
