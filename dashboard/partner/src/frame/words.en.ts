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
};
