import type { ColumnChoice, FileRules, IncidentField, Mapping } from "./mapping.js";

function column(isRequired: boolean, ...names: readonly string[]): readonly ColumnChoice[] {
  return [{ names, isRequired }];
}

/** Names of columns that need no mapping: Palier's own, and the French terms. */
export const ownColumns: ReadonlyMap<IncidentField, readonly ColumnChoice[]> = new Map([
  ["reference", column(false, "reference", "référence", "n° de fiche")],
  ["day", column(true, "day", "jour", "date", "date des faits")],
  ["category", column(true, "category", "catégorie", "nature")],
  ["timeBand", column(false, "time_band", "tranche horaire")],
  ["place", column(false, "place", "lieu")],
  ["severity", column(false, "severity", "gravité")],
  ["complaint", column(false, "complaint", "plainte", "n° de plainte")],
  ["target", column(false, "target", "cible")],
  ["source", column(false, "source", "origine du signalement")],
  ["followUp", column(false, "follow_up", "suites", "suites données")],
  ["reporter", column(false, "reporter", "déclarant")],
  ["staff", column(false, "staff", "personnel", "gardien")],
  ["narrative", column(false, "narrative", "commentaire", "récit")],
  ["count", column(false, "count", "nombre de faits")],
]);

const siteColumns = column(true, "site", "résidence", "code résidence");

/** What holds for the rows of files of which nothing is said. */
export const ownRules: FileRules = {
  encoding: null,
  delimiter: null,
  headerLine: 1,
  sheet: null,
  only: null,
  skip: [],
  skipsHeaders: false,
  nothing: [],
  ignored: [],
};

/** What holds for files whose columns bear Palier's own names. */
export const ownMapping: Mapping = {
  ...ownRules,
  dates: null,
  columns: ownColumns,
  identity: null,
  unusableReferences: "refused",
  categories: new Map(),
  timeBands: new Map(),
  places: new Map(),
  targets: new Map(),
  sources: new Map(),
  followUps: new Map(),
  severities: new Map(),
  site: { columns: siteColumns, match: "reference", create: null },
};
