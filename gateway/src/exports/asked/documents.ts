import { documentHash } from "@palier/schema";

/** One of the fixed questions that files are made of. */
export interface ExportDocument {
  /** As access logs of landlords have it. */
  readonly name: string;
  readonly text: string;
}

/** Entries of a page: as much as a page of the dashboard costs, so that files are no more to their neighbours. */
export const longestPage = 100;

const page =
  "totalCount pageInfo { hasNextPage endCursor } missing { status landlord { slug name } }";
const site = `id name landlord { slug name } commune { code name } priorityDistrict { code name }
  dwellings classification(month: $month) { level status computedLevel heldLevel since decision { level until } }`;
const place = "address location { longitude latitude }";
const convention = "convention { reference version title gridVersion }";
const viewer = "viewer { partner { code kind name } }";

/** To whom, under which convention, about which territory and month. */
export const termsDocument = documentOf(
  "ExportTerms",
  "$territory: ID!, $month: Month",
  `${viewer} ${convention} published: convention { months } territory(code: $territory, month: $month) { code name month }`,
);

/** The same where the territory is not told: with what there is to choose from. */
export const choiceDocument = documentOf(
  "OgcTerms",
  "",
  `${viewer} convention { reference version title gridVersion months }
   territories { code name kind communes { code } }`,
);

export const levelsDocument = documentOf(
  "ExportLevels",
  "$territory: ID!, $month: Month!",
  `territory(code: $territory, month: $month) {
     levels { level sites dwellings share }
     coverage { landlordsExpected landlordsAnswered dwellingsExpected dwellingsKnown
       landlords { status landlord { slug name } } } }`,
);

const sitesOf = (name: string, fields: string) =>
  documentOf(
    name,
    "$territory: ID!, $month: Month!, $first: Int!, $after: String",
    `territory(code: $territory, month: $month) { sites(first: $first, after: $after) {
       ${page} edges { cursor level dwellings node { ${fields} } } } }`,
  );

export const sitesDocument = sitesOf("ExportSites", site);
/** For those to whom the convention shows exact places. */
export const placedSitesDocument = sitesOf("ExportSitesWithPlaces", `${site} ${place}`);

const siteOf = (name: string, fields: string) =>
  documentOf(name, "$site: ID!, $month: Month!", `site(id: $site) { ${fields} }`);

/** One site. */
export const siteDocument = siteOf("OgcSite", site);
export const placedSiteDocument = siteOf("OgcSiteWithPlace", `${site} ${place}`);

const actionsOf = (name: string, fields: string) =>
  documentOf(
    name,
    "$territory: ID!, $first: Int!, $after: String",
    `territory(code: $territory) { actions(first: $first, after: $after) {
       ${page} edges { cursor node { id axis title status dueDate responsibleParty partner changedOn } site { ${fields} } sites { id } } } }`,
  );

/** For those who may read of a site that it exists, and no more. */
export const actionsDocument = actionsOf("ExportActions", "id");
/** The same with what the row `SITE_IDENTITY` shows. */
export const sitedActionsDocument = actionsOf(
  "ExportActionsWithSites",
  "id name landlord { slug name } commune { code name }",
);

const changesOf = (name: string, fields: string) =>
  documentOf(
    name,
    "$territory: ID!, $month: Month!, $since: Month!, $first: Int!, $after: String",
    `territory(code: $territory, month: $month) { changes(since: $since, first: $first, after: $after) {
       ${page} edges { cursor move from to byDecision dwellings ${fields} node { id name landlord { slug name }
         commune { code name } before: classification(month: $since) { heldLevel }
         now: classification(month: $month) { heldLevel } } } } }`,
  );

export const changesDocument = changesOf("ExportChanges", "");
/** For those to whom the convention shows gates. */
export const gatedChangesDocument = changesOf("ExportChangesWithGates", "gate");

export const exportDocuments: readonly ExportDocument[] = [
  termsDocument,
  choiceDocument,
  levelsDocument,
  sitesDocument,
  placedSitesDocument,
  siteDocument,
  placedSiteDocument,
  actionsDocument,
  sitedActionsDocument,
  changesDocument,
  gatedChangesDocument,
];

/** Of every one: partners whom the convention restricts to registered operations may ask them, too. */
export const exportHashes: ReadonlySet<string> = new Set(
  exportDocuments.map(({ text }) => documentHash(text)),
);

function documentOf(name: string, variables: string, selections: string): ExportDocument {
  const head = variables === "" ? `query ${name}` : `query ${name}(${variables})`;
  return { name, text: `${head} { ${selections.replace(/\s+/g, " ")} }` };
}
