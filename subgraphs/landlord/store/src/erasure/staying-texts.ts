/**
 * Where words stand that an erasure leaves: no field for persons, but somebody writes there. What each is, and what takes
 * the words away, if anything does.
 */
export const stayingPlaces = {
  actions:
    'the action plan: "palier actions change" mends an action, whose history keeps what it said',
  actionHistory:
    "the history of actions: until the month of the change is purged; the last change of each stays for good",
  decisions: "decisions on levels: for good",
  sites:
    'sites: "palier sites import" mends a name or an address, and the former name stays for good, as references do',
  siteHistory: "former names and further numbers of sites, and acts on them: for good",
  complaints:
    'references of complaints: "palier incidents correct … --complaint none" takes one away, and it stays in the history',
  complaintHistory:
    "references of complaints in the history of incidents: until the month of the incident is purged",
  files: "names of imported files: until all that the import brought is purged",
  imports:
    "authors of imports and corrections, and references of submissions: until their months are purged",
  names:
    "authors and accounts of restatements, erasures, purges and restorations, and ticketing systems: for good",
  texts: "signed conventions, and why partners were paused: for good",
  log: "the access log: until its entries are purged",
} as const;
export type StayingPlace = keyof typeof stayingPlaces;

/** Columns of a table, in which of the places. */
export interface StayingTexts {
  readonly place: StayingPlace;
  readonly table: string;
  readonly columns: readonly string[];
  /** Those of several texts. */
  readonly lists?: readonly string[];
}

export const stayingTexts: readonly StayingTexts[] = [
  { place: "actions", table: "action", columns: ["title", "responsible_party", "partner"] },
  {
    place: "actionHistory",
    table: "action_change",
    columns: ["title", "responsible_party", "partner", "author", "account"],
    lists: ["sites"],
  },
  {
    place: "decisions",
    table: "decision",
    columns: ["reason", "author", "withdrawn_by", "withdrawal_reason"],
  },
  { place: "sites", table: "site", columns: ["reference", "name", "address"] },
  { place: "siteHistory", table: "site_past", columns: ["name"] },
  { place: "siteHistory", table: "site_number", columns: ["number"] },
  {
    place: "siteHistory",
    table: "site_act",
    columns: ["reference", "name", "author", "account"],
    lists: ["others"],
  },
  { place: "siteHistory", table: "taken_over", columns: ["seller_site", "author", "account"] },
  { place: "siteHistory", table: "handed_over", columns: ["author", "account"] },
  { place: "complaints", table: "incident", columns: ["complaint_reference"] },
  { place: "complaintHistory", table: "incident_version", columns: ["complaint_reference"] },
  { place: "files", table: "import_file", columns: ["name"] },
  { place: "files", table: "import_retold", columns: ["file_name"] },
  { place: "imports", table: "import_run", columns: ["author", "account", "undone_by"] },
  { place: "imports", table: "incident_version", columns: ["author", "account"] },
  { place: "imports", table: "submission", columns: ["reference"] },
  { place: "names", table: "restatement", columns: ["author", "account"] },
  { place: "names", table: "erasure", columns: ["author", "account"] },
  { place: "names", table: "purge_run", columns: ["account"] },
  { place: "names", table: "restoration", columns: ["author"] },
  { place: "names", table: "submitting_system", columns: ["name", "author"], lists: ["sites"] },
  {
    place: "texts",
    table: "partner_pause",
    columns: ["partner", "reason", "paused_by", "resumed_by"],
  },
  { place: "texts", table: "convention_signature", columns: ["convention"] },
  { place: "log", table: "access_log", columns: ["partner", "entry"] },
];

/** Words that stand nowhere, to be counted on. */
export function noneStaying(): Record<StayingPlace, number> {
  return {
    ...{ actions: 0, actionHistory: 0, decisions: 0, sites: 0, siteHistory: 0, complaints: 0 },
    ...{ complaintHistory: 0, files: 0, imports: 0, names: 0, texts: 0, log: 0 },
  };
}

/** A line for each place where words stand. */
export function describeStaying(rows: Readonly<Record<StayingPlace, number>>): string[] {
  return Object.entries(stayingPlaces).flatMap(([place, is]) => {
    const count = rows[place as StayingPlace];
    return count > 0 ? [`  ${count} × ${is}`] : [];
  });
}
