import { fold } from "@palier/schema";
import { type Delimiter, delimiters, detectDelimiter } from "../csv/csv-dialect.js";
import { readQuotedRow } from "../csv/quoted-row.js";
import type { ColumnChoice, Mapping, ValueSource } from "./mapping.js";

/** Characters of a header that are looked at. */
const longestHeader = 100_000;

/**
 * The delimiter with which most of the columns are found that are looked for: names of columns may hold more of
 * another one than stands between them. Where that decides nothing, the one that stands most often.
 */
export function delimiterFor(choices: readonly ColumnChoice[]): (text: string) => Delimiter {
  const wanted = choices.map(({ names }) => names.map(fold));
  return (text) => {
    const header = text.slice(0, longestHeader);
    const counts = delimiters.map((delimiter) => {
      const cells = readQuotedRow(header, 0, delimiter, true)?.cells ?? [];
      const names = new Set(cells.map(fold));
      return wanted.filter((choice) => choice.some((name) => names.has(name))).length;
    });
    const most = Math.max(...counts);
    const found = delimiters.filter((_, index) => counts[index] === most);
    const [only] = found;
    return found.length === 1 && only !== undefined ? only : detectDelimiter(text);
  };
}

/** All columns that a mapping names. */
export function namedColumns({ columns, site, only, skip, identity }: Mapping): ColumnChoice[] {
  const sources = Object.values(site.create ?? {}).filter(
    (source): source is ValueSource => source !== null,
  );
  const names = [
    ...sources.flatMap((source) => ("column" in source ? [source.column] : [])),
    ...[...(only === null ? [] : [only]), ...skip].map(({ column }) => column),
    ...(identity ?? []),
  ];
  return [
    ...[...columns.values()].flat(),
    ...site.columns,
    ...names.map((name) => ({ names: [name], isRequired: true })),
  ];
}
