/** A column of a printed table. */
export interface Column<Row> {
  readonly title: string;
  text(row: Row): string;
  readonly isNumber?: boolean;
}

/** Longer values are cut, save in the last column: a table is read line by line. */
const widestCell = 60;

/** Rows under their titles, columns aligned, two spaces between them. */
export function formatTable<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const lines = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map((column, index) => cellText(column.text(row), index))),
  ];
  const widths = columns.map((_, index) =>
    Math.max(...lines.map((cells) => cells[index]?.length ?? 0)),
  );
  return lines
    .map((cells) =>
      cells
        .map((cell, index) => align(cell, index))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");

  function align(cell: string, index: number): string {
    const width = index === columns.length - 1 ? 0 : (widths[index] ?? 0);
    return columns[index]?.isNumber ? cell.padStart(width) : cell.padEnd(width);
  }

  function cellText(text: string, index: number): string {
    const line = text.replaceAll(/\s+/g, " ").trim();
    const isCut = index < columns.length - 1 && line.length > widestCell;
    return isCut ? `${line.slice(0, widestCell - 1)}…` : line;
  }
}
