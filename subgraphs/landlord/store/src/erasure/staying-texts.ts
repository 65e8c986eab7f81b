/**
 * Where words stand that an erasure leaves: no field for persons, but somebody writes there. What each is, and what can
 * be done about it.
 */
export const stayingPlaces = {
  actions: 'the action plan and its history ("palier actions change" mends an action)',
  decisions: "decisions on levels",
  sites: 'sites and acts on them ("palier sites import" mends a name or an address)',
  complaints: 'references of complaints ("palier incidents correct … --complaint none")',
  files: "names of imported files, until their import is purged",
  names: "authors and accounts of acts and imports, systems and references of what they submitted",
  texts: "signed conventions, and why partners were paused",
  log: "the access log, until its entries are purged",
} as const;
export type StayingPlace = keyof typeof stayingPlaces;

/** Columns of a table, in which of the places. */
export interface StayingTexts {
  readonly place: StayingPlace;
  readonly table: string;
  readonly columns: readonly string[];
}

export const stayingTexts: readonly StayingTexts[] = [
  { place: "actions", table: "action", columns: ["title", "responsible_party", "partner"] },
  {
    place: "actions",
    table: "action_change",
    columns: ["title", "responsible_party", "partner", "author", "account"],
  },
  {
    place: "decisions",
    table: "decision",
    columns: ["reason", "author", "withdrawn_by", "withdrawal_reason"],
  },
  { place: "sites", table: "site", columns: ["reference", "name", "address"] },
  { place: "sites", table: "site_past", columns: ["name"] },
  { place: "sites", table: "site_number", columns: ["number"] },
  { place: "sites", table: "site_act", columns: ["reference", "name", "author", "account"] },
  { place: "sites", table: "taken_over", columns: ["seller_site", "author", "account"] },
  { place: "sites", table: "handed_over", columns: ["author", "account"] },
  { place: "complaints", table: "incident", columns: ["complaint_reference"] },
  { place: "complaints", table: "incident_version", columns: ["complaint_reference"] },
  { place: "files", table: "import_file", columns: ["name"] },
  { place: "files", table: "import_retold", columns: ["file_name"] },
  { place: "names", table: "import_run", columns: ["author", "account", "undone_by"] },
  { place: "names", table: "incident_version", columns: ["author", "account"] },
  { place: "names", table: "restatement", columns: ["author", "account"] },
  { place: "names", table: "erasure", columns: ["author", "account"] },
  { place: "names", table: "purge_run", columns: ["account"] },
  { place: "names", table: "restoration", columns: ["author"] },
  { place: "names", table: "submitting_system", columns: ["name", "author"] },
  { place: "names", table: "submission", columns: ["reference"] },
  {
    place: "texts",
    table: "partner_pause",
    columns: ["partner", "reason", "paused_by", "resumed_by"],
  },
  { place: "texts", table: "convention_signature", columns: ["convention"] },
  { place: "log", table: "access_log", columns: ["partner", "entry"] },
];

/** A line for each place where words stand. */
export function describeStaying(rows: Readonly<Record<StayingPlace, number>>): string[] {
  return Object.entries(stayingPlaces).flatMap(([place, is]) => {
    const count = rows[place as StayingPlace];
    return count > 0 ? [`  ${count} × ${is}`] : [];
  });
}
