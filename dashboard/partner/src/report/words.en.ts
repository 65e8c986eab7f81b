import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  page: "Committee report",
  print: "Print / PDF",
  committee: "Steering committee",
  kind: "Monthly report",
  documentTitle: "Palier - Steering committee - {{territory}} - {{month}}",
  demonstration: "Demonstration document: landlords, partners, figures and incidents are invented.",
  footer: "Convention {{reference}}, version {{version}} · {{grid}} · {{month}}",
  footerDemonstration: "Demonstration: invented data",
  contents: {
    figures: "Key figures",
    trend: "Trend",
    map: "Map of the sites at levels 3 and 4",
    sites: "Sites at levels 3 and 4",
    actions: "Action plan",
    late: "Late actions",
    conclusions: "The committee’s conclusions",
    method: "Method",
  },
  sentence:
    "Levels 3 and 4 gather {{sites}} and {{dwellings}}, that is {{share}} of the social stock that the convention follows there.",
  sentenceSites_one: "{{number}} site",
  sentenceSites_other: "{{number}} sites",
  sentenceDwellings_one: "{{number}} dwelling",
  sentenceDwellings_other: "{{number}} dwellings",
  sites: {
    caption: "Sites at levels 3 and 4, highest level first, {{basis}}",
    name: "Site",
    since: "Since",
    decidedUntil: "by decision, until {{month}}",
    byDecision: "by decision",
    count_one: "{{number}} site.",
    count_other: "{{number}} sites.",
    none: "No site is classified at level 3 or 4 that month; a site whose level is undetermined is not in this list.",
    unknown: "The list of sites could not be read.",
    missing: "The list lacks the sites of: {{landlords}}.",
    missingOne: "{{landlord}} ({{reason}})",
    unread: "not shown",
  },
  actions: {
    caption: "Actions by axis; late: due date passed at the end of {{month}}",
    axis: "Axis",
    open: "Open",
    late: "Late",
    done: "Done",
    total: "Together",
    atLeast: "at least {{number}}",
    asOfNow:
      "The plan is as the landlords keep it when it is read; only lateness is counted at the end of the month shown.",
    unknown: "The action plan could not be read.",
    missing: "The plan lacks the actions of: {{landlords}}.",
  },
  late: {
    caption_one: "{{number}} open action that was past its due date at the end of {{month}}",
    caption_other:
      "{{number}} open actions that were past their due date at the end of {{month}}, the oldest first",
    none: "No action still to be done was past its due date at the end of {{month}}.",
    notKnown:
      "It is not known whether actions were late at the end of {{month}}: what was read of the plan has none.",
    atLeast: "At least {{number}}",
  },
  conclusions: {
    findings: "Findings",
    findingsAdvice: "What those present add or dispute.",
    decisions: "Decisions",
    decisionsAdvice: "What is decided, for which site or axis.",
    next: "Next steps",
    nextAdvice: "Who does what, by when.",
  },
  method: {
    levels: "What the levels say",
    level4:
      "a climate of tension has set in; organised delinquency turns on people and property and imposes its rules.",
    level3:
      "real delinquent activity and a parallel economy, trafficking above all, that can disturb the life of the district.",
    level2: "repeated incivilities: vandalised doors, fly-tipping, gatherings in halls.",
    level1: "a quiet site, incidents rare and minor.",
    /** Between conditions that all have to hold. */
    and: "; ",
    rulesTitle: "What keeps the reading safe",
    coverageTitle: "Coverage.",
    coverage:
      "Totals are of the landlords that answered. One that is missing is named; its dwellings count in no level and in no share.",
    secrecyTitle: "Statistical secrecy.",
    secrecy:
      "A very small number of incidents is not shown to some partners, nor what would let it be worked out; nor is a total that rests on too few landlords. A withheld value exists: it never reads as zero.",
    sameTitle: "Same month, same document.",
    same: "The figures of a closed month stay unless a landlord reopens it. The action plan runs on.",
  },
};
