export { actionColumnNames } from "./actions/action-file.js";
export { importActions } from "./import-actions.js";
export { type ImportOptions, importIncidents } from "./import-incidents.js";
export { importSites, type SiteImportOptions, type SiteImportSummary } from "./import-sites.js";
export type { Mapping } from "./mapping/mapping.js";
export { parseMapping, readMapping } from "./mapping/read-mapping.js";
export { type BadRow, ImportRefusedError } from "./report/bad-row.js";
export type { ImportProgress, ImportSummary } from "./report/import-progress.js";
export { siteColumns } from "./sites/site-file.js";
