export { correctIncident, type IncidentCorrection } from "./act-on-incidents.js";
export { actionColumnNames } from "./actions/action-file.js";
export { draftMapping, type MappingDraft } from "./draft-mapping.js";
export { importActions } from "./import-actions.js";
export { type ImportOptions, importIncidents } from "./import-incidents.js";
export {
  importSites,
  type SiteImportOptions,
  type SiteImportSummary,
  splitSite,
} from "./import-sites.js";
export { type AlikeIncident, listAlike, mostAlike } from "./incident/alike-incidents.js";
export {
  type CalledIncident,
  incidentsCalled,
  incidentsMeant,
} from "./incident/called-incidents.js";
export { loadSubmissions, type SubmissionLoading } from "./load-submissions.js";
export type { DateTrial, MonthTrial } from "./loading/trial-survey.js";
export type { Mapping } from "./mapping/mapping.js";
export { parseMapping, readMapping } from "./mapping/read-mapping.js";
export { parseSiteMapping, readSiteMapping, type SiteMapping } from "./mapping/site-mapping.js";
export { type BadRow, ImportRefusedError } from "./report/bad-row.js";
export type { ImportProgress, ImportSummary } from "./report/import-progress.js";
export type { IncidentChanges, ListedChange } from "./report/incident-changes.js";
export { siteColumns } from "./sites/site-file.js";
export { clearSubmissionFiles } from "./submission/submission-file.js";
export { type ImportTrial, tryImport } from "./try-import.js";
