import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  title: "Where levels 3 and 4 are",
  COMMUNE: "By commune",
  PRIORITY_DISTRICT: "By priority district",
  caption: "Share of dwellings at levels 3 and 4, {{basis}}",
  partial: "partial coverage",
  undetermined: "undetermined",
  "no-dwellings": "Without social dwellings:",
  unknown: "no answer",
  none: "No other territory of yours lies in this one.",
  overlap: "A district may lie in several communes: do not add them up.",
};
