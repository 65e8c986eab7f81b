import "reflect-metadata";

export { AccessCountsRepository } from "./access-log/access-counts.repository.js";
export type { LoggedCount } from "./access-log/access-log.entity.js";
export { AccessLog } from "./access-log/access-log.js";
export type { LogProblem } from "./access-log/chain-check.js";
export { describeLogProblem } from "./access-log/describe-log-problem.js";
export { exportLog, type LogExport } from "./access-log/export-log.js";
export { type ListedEntry, type LogSelection, listLog } from "./access-log/list-log.js";
export { keepPeerHead, LogCheckpoints, listHeads } from "./access-log/log-heads.js";
export { purgeLog } from "./access-log/purge-log.js";
export {
  type LogVerdict,
  readOwnHead,
  type VerifyOptions,
  verifyLog,
} from "./access-log/verify-log.js";
export { ActionRow } from "./action/action.entity.js";
export { type ActionAtSite, ActionRepository } from "./action/action.repository.js";
export type { ActionFacts, RecordedAction } from "./action/action-facts.js";
export {
  type ActionPageSelection,
  ActionPlanRepository,
  type PlanPage,
} from "./action/action-plan.repository.js";
export { planRank } from "./action/plan-rank.js";
export {
  type ActionSettings,
  type ActionsSummary,
  actionHistory,
  changeAction,
  listActions,
  recordActions,
} from "./action/record-actions.js";
export { type ActionInput, replaceActions } from "./action/replace-actions.js";
export { ClassificationRow } from "./classification/classification.entity.js";
export {
  type ClassificationRun,
  ClassificationRunRepository,
  type RunKey,
} from "./classification/classification-run.repository.js";
export type { ClassificationSummary } from "./classification/classify-sites.js";
export { refreshTallies } from "./classification/level-tallies.js";
export { LevelTallyRow } from "./classification/level-tally.entity.js";
export { reclassify, reclassifySites } from "./classification/reclassify.js";
export { type Apportioning, apportionSplit } from "./classification/split-sites.js";
export {
  type ActedIncident,
  type ActedIncidents,
  type ActSettings,
  correctIncident,
  restoreIncident,
  type StandingIncident,
  withdrawIncident,
} from "./correction/act-on-incident.js";
export {
  type CorrectionReason,
  correctionReasons,
  isCorrectionReason,
} from "./correction/correction-reason.js";
export { type IncidentChange, incidentHistory } from "./correction/incident-history.js";
export {
  type CorrectedIncident,
  holdingVersions,
  spreadErasures,
  storeCorrections,
} from "./correction/incident-versions.js";
export { type ListedImport, listImports } from "./correction/list-imports.js";
export {
  keepRetold,
  type LaterTelling,
  type RetoldIncidents,
} from "./correction/retold-incidents.js";
export { type UndoSummary, undoImport } from "./correction/undo-import.js";
export { createLandlordDatabase, databaseName, ownerUrl } from "./database/create-database.js";
export { createDataSource } from "./database/data-source.js";
export { NodeRow } from "./database/node.entity.js";
export { openStore } from "./database/open-store.js";
export { federatedMissing, federatedSetting } from "./database/roles/check-serving-role.js";
export { type PreparedRoles, prepareRoles } from "./database/roles/prepare-roles.js";
export { prepareSubmissionLogin } from "./database/roles/submission-rights.js";
export { checkStore, openServingStore } from "./database/serving-store.js";
export {
  type KeyHolder,
  SubmissionDoor,
  type SubmissionState,
} from "./database/submission-door.js";
export { type LandlordStore, withStores } from "./database/with-stores.js";
export { DecisionRow } from "./decision/decision.entity.js";
export { DecisionRepository, type ShownDecision } from "./decision/decision.repository.js";
export {
  type DecisionInput,
  type RecordedDecision,
  recordDecision,
} from "./decision/record-decision.js";
export {
  type ListedDecision,
  listDecisions,
  withdrawDecision,
} from "./decision/withdraw-decision.js";
export { eraseAgain } from "./erasure/erase-again.js";
export {
  type ErasureSettings,
  type ErasureSummary,
  eraseTraces,
} from "./erasure/erase-traces.js";
export type { ErasedField } from "./erasure/erasure.entity.js";
export {
  type ErasedAgain,
  type ErasureList,
  eraseListed,
  joinErasures,
  listErasures,
  parseErasures,
  writeErasures,
} from "./erasure/erasure-list.js";
export type { Traced } from "./erasure/find-traces.js";
export { describeStaying, noneStaying, stayingTexts } from "./erasure/staying-texts.js";
export { exportRecord, type WrittenFile } from "./export/export-record.js";
export { type Handed, type Handing, handOverSite } from "./hand-over/hand-over-site.js";
export { HandedOverRow } from "./hand-over/handed-over.entity.js";
export { requestTakeOver, type TakeOverAsked } from "./hand-over/request-take-over.js";
export { type Taken, type Taking, takeOverSite } from "./hand-over/take-over-site.js";
export { TakenCountRow } from "./hand-over/taken-count.entity.js";
export { TakenOverRow } from "./hand-over/taken-over.entity.js";
export { undoHandOver } from "./hand-over/undo-hand-over.js";
export { familyCounts } from "./incident/family-counts.js";
export { ImportFileRow } from "./incident/import-file.entity.js";
export { IncidentRow } from "./incident/incident.entity.js";
export {
  FollowUp,
  IncidentPlace,
  IncidentSource,
  IncidentTarget,
  TimeBand,
  ToldPlace,
} from "./incident/incident-codes.js";
export { IncidentCountRow } from "./incident/incident-count.entity.js";
export {
  type CountKey,
  IncidentCountRepository,
  type MonthCounts,
} from "./incident/incident-count.repository.js";
export { type DroppedIndexes, dropIndexes, makeIndexes } from "./incident/incident-indexes.js";
export {
  type IncidentConditions,
  type IncidentPageKey,
  IncidentPageRepository,
  type IncidentPosition,
  type ServedIncident,
} from "./incident/incident-page.repository.js";
export {
  IncidentPatternRepository,
  type PatternKey,
  type PatternRow,
  type StoredPattern,
} from "./incident/incident-pattern.repository.js";
export { IncidentPersonalRow } from "./incident/incident-personal.entity.js";
export { IncidentSourceRow } from "./incident/incident-source.entity.js";
export { type IdentityValues, identityText, identityTextSql } from "./incident/value-identity.js";
export { beginSite } from "./life/begin-site.js";
export { beginSites } from "./life/begin-sites.js";
export { endSite } from "./life/end-site.js";
export { endInMonth, knownSite, SiteActError } from "./life/known-site.js";
export { type MergedSite, type Merger, mergeSites } from "./life/merge-sites.js";
export { removeSite } from "./life/remove-site.js";
export { dropNumber, renumberSite } from "./life/renumber-site.js";
export { type UndoneMerger, undoMerger } from "./life/undo-merger.js";
export { actMonth } from "./month/act-month.js";
export { type ClosingSummary, closeMonths } from "./month/close-months.js";
export { ClosedMonthRow } from "./month/closed-month.entity.js";
export { ClosedMonthRepository } from "./month/closed-month.repository.js";
export type { MonthFigures } from "./month/month-figures.js";
export { MonthStateError } from "./month/month-state.error.js";
export { type ReopeningSummary, reopenMonths } from "./month/reopen-months.js";
export type { PartnerPauseRow } from "./partner/partner-pause.entity.js";
export {
  listPauses,
  pausePartner,
  resumePartner,
} from "./partner/pause.repository.js";
export { listPurges } from "./purge/list-purges.js";
export {
  lastPurge,
  type PurgeSettings,
  type PurgeSummary,
  previewPurge,
  purgeRecord,
} from "./purge/purge-record.js";
export { yearlyFigures } from "./release/public-figures.js";
export {
  type ReleaseSummary,
  recordAndRelease,
  releaseBeforeServing,
  releaseClosed,
} from "./release/release-counts.js";
export {
  type PlaceCountKey,
  type ReleasedCount,
  ReleasedCountsRepository,
  type ReleasedMonth,
  type ReleasedSubtotal,
} from "./release/released-counts.repository.js";
export {
  answerRestorations,
  type Restoration,
  type RestorationAnswer,
  restorationAnswers,
  restorations,
  UnknownReleasesError,
} from "./release/restorations.js";
export { releaseHeads } from "./release/stored-releases.js";
export {
  type ListedRelease,
  type ReleaseVerdict,
  verifyStoredReleases,
} from "./release/verify-stored-releases.js";
export {
  type FormerLevel,
  FormerLevelRepository,
  type FormerTallies,
  FormerTallyRepository,
} from "./restatement/former-levels.repository.js";
export {
  type ListedRestatement,
  listRestatedLevels,
  listRestatements,
  mostRestatements,
} from "./restatement/list-restatements.js";
export type {
  HandedSite,
  LevelChange,
  RestatedLevels,
  RestatingOptions,
  TotalChange,
} from "./restatement/restate.js";
export {
  isReopeningReason,
  type ReopeningReason,
  type RestatementReason,
  reopeningReasons,
  restatementReasons,
} from "./restatement/restatement-reason.js";
export { type FrozenGateKey, FrozenGateRepository } from "./retention/frozen-gate.repository.js";
export { type PurgeHorizon, readHorizon } from "./retention/purge-horizon.js";
export { accessLogTerms, type SignedTerms } from "./signature/access-log-terms.js";
export {
  conventionInForce,
  type ServingQuestion,
  type ServingState,
  type Signatory,
  watchConvention,
} from "./signature/convention-in-force.js";
export { createKeyFile, readKeyFile, readKeyFiles } from "./signature/key-file.js";
export { recordSignature } from "./signature/record-signature.js";
export { signedRules } from "./signature/signed-rules.js";
export { signaturesStamp, signedVersions } from "./signature/signed-versions.js";
export { type ListedSite, listSites } from "./site/list-sites.js";
export { SiteRow } from "./site/site.entity.js";
export {
  type JoinedSite,
  type PastDwellings,
  type ServedSite,
  type SiteConditions,
  SiteRepository,
} from "./site/site.repository.js";
export type { SiteActRow } from "./site/site-act.entity.js";
export {
  isSiteActReason,
  keepSiteActs,
  type SiteActReason,
  type SiteActSettings,
  siteActReasons,
} from "./site/site-act.js";
export { siteCalled } from "./site/site-called.js";
export { siteHistory } from "./site/site-history.js";
export { siteId, siteReference } from "./site/site-id.js";
export { openRequestSession, type RequestSession } from "./sql/request-session.js";
export { type LockHolder, withStoreLock } from "./sql/store-lock.js";
export { directQueries, sessionCounts } from "./sql/store-session.js";
export { SubmissionRow } from "./submission/submission.entity.js";
export {
  type AwaitingSubmissions,
  awaitMonths,
  listAwaiting,
  nextSubmission,
  postponeSubmission,
  settleSubmission,
  takeSubmission,
  type WaitingSubmission,
} from "./submission/submissions.js";
export { SubmittingSystemRow } from "./submission/submitting-system.entity.js";
export {
  addSubmittingSystem,
  type ListedSystem,
  listSubmittingSystems,
  revokeSubmittingSystem,
  submissionKeyHash,
} from "./submission/submitting-systems.js";
export {
  type ChangedSite,
  type ChangeSelectionKey,
  type ChangeSum,
  LevelChangeRepository,
  type LevelChanges,
} from "./territory/level-change.repository.js";
export { type LevelSum, LevelTallyRepository } from "./territory/level-tally.repository.js";
export {
  pagesPerStatement,
  type RankedSite,
  type RankedSites,
  SitePageRepository,
  type SiteRank,
  type SiteSelectionKey,
} from "./territory/site-page.repository.js";
export {
  type TerritoryCountKey,
  TerritoryCountRepository,
  type TerritoryMonthCounts,
} from "./territory/territory-count.repository.js";
export type { TerritoryPart, TerritoryScope } from "./territory/territory-part.js";
