import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  page: "Territory",
  population_one: "{{number}} inhabitant",
  population_other: "{{number}} inhabitants",
  hardSites: "See the sites at levels 3 and 4",
  report: "Committee report for this month",
  breakdown: {
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
  },
  restated: {
    summary: "The figures of {{month}} were stated anew",
    line: "Until {{day}} ({{reasons}}): {{levels}}",
    level: "{{level}}: {{sites}} sites, {{dwellings}} dwellings",
  },
};
