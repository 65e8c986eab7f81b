import "reflect-metadata";

export { AccessLog } from "./access-log/access-log.js";
export type { ChainPoint } from "./access-log/chain.js";
export type { LogProblem } from "./access-log/chain-check.js";
export { describeLogProblem } from "./access-log/describe-log-problem.js";
export { exportLog, type LogExport } from "./access-log/export-log.js";
export { type ListedEntry, type LogSelection, listLog } from "./access-log/list-log.js";
export { purgeLog } from "./access-log/purge-log.js";
export { type LogVerdict, verifyLog } from "./access-log/verify-log.js";
export { ActionRow } from "./action/action.entity.js";
export { type ActionInput, replaceActions } from "./action/replace-actions.js";
export { ClassificationRow } from "./classification/classification.entity.js";
export type { ClassificationSummary } from "./classification/classify-sites.js";
export { LevelTallyRow } from "./classification/level-tally.entity.js";
export { reclassify, reclassifySites } from "./classification/reclassify.js";
export { type Rules, rulesVersion1 } from "./classification/rules.js";
export { createDataSource } from "./database/data-source.js";
export { openStore } from "./database/open-store.js";
export { type PreparedRoles, prepareRoles } from "./database/roles/prepare-roles.js";
export { DecisionRow } from "./decision/decision.entity.js";
export {
  type DecisionInput,
  type RecordedDecision,
  recordDecision,
} from "./decision/record-decision.js";
export { type ImportOptions, importIncidents } from "./import/import-incidents.js";
export {
  importSites,
  type SiteImportOptions,
  type SiteImportSummary,
} from "./import/import-sites.js";
export type { Mapping } from "./import/mapping/mapping.js";
export { parseMapping, readMapping } from "./import/mapping/read-mapping.js";
export { type BadRow, ImportRefusedError } from "./import/report/bad-row.js";
export type { ImportProgress, ImportSummary } from "./import/report/import-progress.js";
export { ImportFileRow } from "./incident/import-file.entity.js";
export { IncidentRow } from "./incident/incident.entity.js";
export { IncidentCountRow } from "./incident/incident-count.entity.js";
export { IncidentPersonalRow } from "./incident/incident-personal.entity.js";
export { IncidentSourceRow } from "./incident/incident-source.entity.js";
export { type ClosingSummary, closeMonths } from "./month/close-months.js";
export { ClosedMonthRow } from "./month/closed-month.entity.js";
export { MonthStateError } from "./month/month-state.error.js";
export { reopenMonth } from "./month/reopen-month.js";
export { NodeRow } from "./node/node.entity.js";
export type { PartnerPauseRow } from "./partner/partner-pause.entity.js";
export {
  listPauses,
  PauseRepository,
  pausePartner,
  resumePartner,
} from "./partner/pause.repository.js";
export type { RequestContext } from "./request-context.js";
export { type LandlordService, serveLandlord } from "./serve-landlord.js";
export {
  type ConventionQuestion,
  conventionInForce,
  type Signatory,
  watchConvention,
} from "./signature/convention-in-force.js";
export { createKeyFile, readKeyFile } from "./signature/key-file.js";
export { recordSignature } from "./signature/record-signature.js";
export { SiteRow } from "./site/site.entity.js";
export { withStoreLock } from "./sql/store-lock.js";
export { createLandlordSubgraph, type LandlordParts, type LandlordSubgraph } from "./subgraph.js";
export type { LandlordTrust } from "./trust/landlord-trust.js";
export { readNarrowing } from "./trust/narrowing-file.js";
