/**
 * Line breaks and other control characters, marks of direction, and characters that show nothing: they make one
 * name look like another, or a list of names like two. Unicode lists most of them; the blank of Braille, which shows
 * no dot, and halves of characters it counts elsewhere.
 */
const unseen =
  /[\p{Cc}\p{Cs}\p{Default_Ignorable_Code_Point}\u2028-\u202e\u2060-\u206f\u2800\ufff9-\ufffb]/u;
/** Characters that all are seen, found out in a tenth of the time. */
const seen = /^[ -~]*$/;
const everyUnseen = new RegExp(`${unseen.source}+`, "gu");

/** What would be right in place of a text that is not on one line with all of its characters seen; else null. */
export function plainProblem(text: string): string | null {
  const found = seen.test(text) ? null : unseen.exec(text);
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
