import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  page: "Territory",
  population_one: "{{number}} inhabitant",
  population_other: "{{number}} inhabitants",
  hardSites: "See the sites at levels 3 and 4",
  report: "Committee report for this month",
  restated: {
    summary: "The figures of {{month}} were stated anew",
    line: "Until {{day}} ({{reasons}}): {{levels}}",
    level: "{{level}}: {{sites}} sites, {{dwellings}} dwellings",
  },
};
