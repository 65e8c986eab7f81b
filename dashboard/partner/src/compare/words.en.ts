import type { french } from "./words.fr";

/** Texts of this folder, in English. */
export const english: typeof french = {
  page: "Compare",
  title: "Sites side by side",
  about:
    "Two to four sites in the same month. The address of this page keeps the choice: it can be shared, and everybody reads there what the convention shows them.",
  add: "Add a site",
  addTitle: "Add a site to the comparison",
  remove: "Take out {{name}}",
  none: "No site is chosen",
  noneAdvice: "Search one here, or add some from the map’s list or a site’s page.",
  one: "Add a second site to compare.",
  full: "Four sites at most: take one out to add another.",
  identity: "Identity and level",
  identityCaption: "Compared sites, {{month}}",
  what: "Fact",
  notThere: "not found, outside of your territories, or without an answer",
  standing: "Where the level comes from",
  since: "Since",
  history: "Level month by month",
  historyCaption: "Effective level, from {{from}} to {{to}}",
  reasons: "Reasons of the level",
  counts: "Number of incidents",
  countsCaption: "Incidents from {{from}} to {{to}}, by family",
  ratesCaption: "Incidents from {{from}} to {{to}} for 1,000 dwellings, by family",
  patterns: "When and where",
};
