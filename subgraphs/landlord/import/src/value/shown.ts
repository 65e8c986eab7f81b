import { detached } from "./detached.js";

/** Problems that a list names to its reader; the others are only counted. */
export const mostListed = 100;

/** Characters of a value, or of a name, that a message shows. */
export const longestShown = 80;

/** Characters of a whole sentence on what would be right, with all that it quotes. */
export const longestSentence = 2_000;

/**
 * The text as a message shows it: one that is longer is cut, and then takes no more memory than
 * what is shown.
 */
export function shown(text: string, most = longestShown): string {
  return text.length <= most ? text : `${detached(text.slice(0, most - 1))}…`;
}

/** Some of the texts, each as a message shows it in quotation marks, and how many there are besides. */
export function someQuoted(texts: readonly string[], most: number): string {
  const quoted = texts.slice(0, most).map((text) => `"${shown(text)}"`);
  const more = texts.length - quoted.length;
  return `${quoted.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
