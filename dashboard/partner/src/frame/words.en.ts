import type { french } from "./words.fr";

/** The same in English. */
export const english: typeof french = {
  compare: "Compare",
  compareMore: "Compare with the chosen sites",
  place: "Territory and month",
  territoryOption: "{{name}} ({{kind}})",
  allLandlords: "All landlords",
  notFound: "Not found, or outside your territories",
  notFoundAdvice:
    "The address names nothing, or nothing that exists for you: the two look alike on purpose.",
  whomToAsk: "Whom to ask",
  notYours: "The convention does not show you this.",
  missingLandlord: "{{name}}: {{reason}}",
  missingSites: "{{name}}: {{reason}} ({{sites}})",
  files: {
    title: "Take it along",
    what: "What the convention shows you of {{name}}, all landlords and all levels. Each file says whom it is for, for what purpose, of which month, and who is missing.",
    levels: "Levels (CSV)",
    sites: "Sites (CSV)",
    places: "Sites (GeoJSON)",
    actions: "Actions (CSV)",
    changes: "Changes in a month (CSV)",
    changesOfYear: "Changes in a year (CSV)",
    kept: "Handed to your browser: {{file}}",
    keptInPart: "Not whole, landlords are missing: {{file}}",
    /** Of a page's table; the gateway's files say the same. */
    head: {
      recipient: "Recipient",
      purpose: "Purpose",
      noPurpose: "none stated",
      convention: "Convention",
      version: "{{reference}}, version {{version}}",
      grid: "Grid",
      page: "Page",
      address: "Address",
      at: "Made at",
      table: "Table",
      note: "To be known",
    },
  },
  purpose: {
    needed:
      "The detail of incidents is read for a purpose. You state it once; it stays shown at the top of the screen and is written, with your organisation and the time, into the landlord’s access log.",
    state: "State a purpose and read the incidents",
    title: "For which purpose do you read these incidents?",
    meaning:
      "Your answer is written into the landlord’s access log at each reading: your organisation, the purpose, the site and the time. It holds until your session ends or until you take it back.",
    label: "Purpose",
    confirm: "Read the incidents",
    cancel: "Cancel",
    none: "The convention admits no purpose for your organisation.",
    only: "This page is read for the purpose “{{name}}”.",
  },
};
