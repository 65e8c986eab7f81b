import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  place: "Territory and month",
  territoryOption: "{{name}} ({{kind}})",
  allLandlords: "All landlords",
  notFound: "Nothing at this address",
  notFoundAdvice: "Either the address is wrong, or what it names is outside your territories.",
  notYours: "The convention does not show you this.",
  missingLandlord: "{{name}}: {{reason}}",
  files: {
    title: "Take it along",
    what: "What the convention shows you of {{name}}, all landlords and all levels. Each file says whom it is for, for what purpose, of which month, and who is missing.",
    levels: "Levels (CSV)",
    sites: "Sites (CSV)",
    places: "Sites (GeoJSON)",
    actions: "Actions (CSV)",
    kept: "Handed to your browser: {{file}}",
    keptInPart: "Not whole, landlords are missing: {{file}}",
  },
};
