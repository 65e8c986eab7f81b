/** A cell of a page's table as it is heard: a number of incidents that is withheld is the word, not its sign. */
export interface ReadCell {
  readonly text: string;
  /** Stands in a column of numbers. */
  readonly isNumber: boolean;
}

/** What a table says, row by row; what spans several columns or rows stands in each of them. */
export function readTable(table: HTMLTableElement): ReadCell[][] {
  const rows = [...table.rows].map((): ReadCell[] => []);
  for (const [at, { cells }] of [...table.rows].entries()) {
    let column = 0;
    for (const cell of cells) {
      while (rows[at]?.[column] !== undefined) column += 1;
      const read = { text: heardIn(cell), isNumber: cell.classList.contains("number") };
      for (const row of rows.slice(at, at + cell.rowSpan)) {
        for (let each = column; each < column + cell.colSpan; each += 1) row[each] = read;
      }
      column += cell.colSpan;
    }
  }
  return rows;
}

/** What is said around a table that its file must not lose: who is missing, what its signs mean. */
export function readNotes(table: HTMLTableElement): string[] {
  const notes = [...document.querySelectorAll("main [data-in-files]")];
  return notes.filter((note) => note.closest("section")?.contains(table) ?? true).map(heardIn);
}

/** Parts that stand below each other on the page are told apart by commas. */
function heardIn(element: Element): string {
  const parts = [""];
  const read = (node: Node) => {
    if (node instanceof Text) parts.push(`${parts.pop()}${node.data}`);
    if (!(node instanceof Element) || !isHeard(node)) return;
    const isBlock = !getComputedStyle(node).display.startsWith("inline");
    if (isBlock) parts.push("");
    node.childNodes.forEach(read);
    if (isBlock) parts.push("");
  };
  element.childNodes.forEach(read);
  return parts
    .map((part) => part.replaceAll(/[ \n\t]+/g, " ").trim())
    .filter((part) => part !== "")
    .join(", ");
}

function isHeard(element: Element): boolean {
  const isAside = element.matches("[aria-hidden='true'], .only-screen, svg");
  return !isAside && getComputedStyle(element).display !== "none";
}
