import type { french } from "./words.fr";

/** Texts of the help, in English. */
export const english: typeof french = {
  open: "Help",
  title: "Help: levels, grid, terms",
  close: "Close the help",
  search: "Look for a term",
  found_one: "{{count}} term",
  found_other: "{{count}} terms",
  none: "No term has these words in it.",
};
