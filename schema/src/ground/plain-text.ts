/**
 * Line breaks and other control characters, marks of direction, and characters that show nothing: they make one
 * name look like another, or a list of names like two.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
const everyUnseen = new RegExp(`${unseen.source}+`, "g");

/** What would be right in place of a text that is not on one line with all of its characters seen; else null. */
export function plainProblem(text: string): string | null {
  const found = unseen.exec(text);
  if (found === null) return null;
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return `text on one line, without control and direction characters; character ${found.index + 1} is U+${code}`;
}

const breaks = /[\t-\r\u0085\u2028\u2029]/;

/** The text as partners may be told it: without what is not seen, and a space in place of line breaks. */
export function plainText(text: string): string {
  if (!unseen.test(text)) return text;
  return text.replace(everyUnseen, (found) => (breaks.test(found) ? " " : "")).trim();
}
