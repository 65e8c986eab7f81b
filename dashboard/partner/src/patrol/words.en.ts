import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  page: "Patrols",
  titleOf: "Patrol plan: {{name}}",
  about:
    "When and where the incidents of sites at levels 3 and 4 took place that the convention lets you read. Each landlord counts them at its own node, and logs that you read them.",
  notYourPurpose: "This page is read to plan patrols",
  notYourPurposeAdvice:
    "The convention does not give your organisation this purpose. The incidents that it shows you are read on each site’s page, for your own purposes.",
  missing: "Missing, and in no total",
  monthsAbsent:
    "Some months are in no total: not closed by the landlord, or their detail is purged",
  monthsAbsentAt: "{{months}}: {{sites}}",
  allSites: "all sites",
  withoutPattern: "Fewer than 11 dwellings, no incident shown: {{names}}.",
  none: "No site at level 3 or 4 answers for this choice.",
  together: "All these sites together",
  bySite: "Site by site",
  of_one: "{{count}} site, {{period}}",
  of_other: "{{count}} sites, {{period}}",
  sum_zero: "No incident shown ({{of}}).",
  sum_one: "{{count}} incident ({{of}}).",
  sum_other: "{{count}} incidents ({{of}}).",
  sitesCaption: "Sites at levels 3 and 4, {{period}}",
  level: "Level",
  when: "Mostly when",
  where: "Mostly where",
  most: "{{what}} ({{count}})",
  noIncident: "no incident",
  nothingRecorded: "not recorded",
  inMonths_one: "over {{count}} month of {{all}}",
  inMonths_other: "over {{count}} months of {{all}}",
  evenly: "no time or place stands out",
  tableOf: "Hours and days: {{name}}",
};
