import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  title: "report",
};
