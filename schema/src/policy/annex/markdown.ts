/** A table of Markdown, columns in the given order. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (row: readonly string[]) => `| ${row.map(cellText).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** Text of the convention in a document: it may hold what Markdown reads as its own. */
export function plain(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#]/g, (sign) => `\\${sign}`).replaceAll(/\s+/g, " ");
}

export function list(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

export function code(text: string): string {
  return `\`${text.replaceAll("`", "")}\``;
}

function cellText(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
