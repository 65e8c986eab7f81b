import { misread, type Reading, read } from "./reading.js";

/** Longest name or reference that a file brings; what was recorded before may be longer. */
export const longestEntered = 200;

/**
 * Line breaks and other control characters, marks of direction, and characters that show nothing: they make one
 * name look like another, or a list of names like two.
 */
const unseen =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** A name, an address or a reference on one line, all of whose characters are seen. */
export function readPlain(text: string, longest = longestEntered): Reading<string> {
  const found = unseen.exec(text);
  if (found !== null) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    return misread(
      `text on one line, without control and direction characters; character ${found.index + 1} is U+${code}`,
    );
  }
  return text.length <= longest
    ? read(text)
    : misread(`at most ${longest} characters; this has ${text.length}`);
}
