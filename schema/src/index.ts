export type {
  AccessTerms,
  Disclosure,
  Retention,
} from "./access/access-terms.js";
export {
  type Cell,
  type CellValue,
  cells,
  type KindVisibility,
  matrixRows,
} from "./access/matrix-rows.js";
export { type Meaning, matrixValues, meaningOf } from "./access/matrix-values.js";
export { kindTerms, type PartnerKind, partnerKinds } from "./access/partner-kind.js";
export { type Purpose, purposes, purposeWords } from "./access/purpose.js";
export {
  type PurposeProof,
  type PurposeProofTerms,
  purposeProofOf,
} from "./access/purpose-proof.js";
export { type PurposeTerms, purposesOf } from "./access/purpose-terms.js";
export { templateTerms } from "./access/template.js";
export {
  graphName,
  type RowsShown,
  rowsShown,
  type Visibility,
  valueIn,
  visibilityOf,
} from "./access/visibility.js";
export { agreementOf, type GivenFields } from "./answers/agreement.js";
export { answerDomains } from "./answers/answer-domains.js";
export { type Asked, asTyped, type Domain } from "./answers/domain.js";
export {
  type Domains,
  domainsOf,
  type FieldDomain,
  IncompleteDomainsError,
} from "./answers/domains-of.js";
export {
  checkedYaml,
  describeProblems,
  type FileProblem,
  type ProblemAt,
  readCheckedYaml,
} from "./checked-yaml/checked-yaml.js";
export {
  type ActionPageKey,
  type ActionPlace,
  type ActionSelection,
  actionCursor,
  actionPageId,
  actionSelectionId,
  compareActionPlaces,
  isActionId,
  parseActionCursor,
  parseActionPageId,
  parseActionSelectionId,
} from "./composition/action-selection.js";
export {
  type ChangePageKey,
  type ChangeSelection,
  changeCursor,
  changePageId,
  changeSelectionId,
  parseChangeCursor,
  parseChangePageId,
  parseChangeSelectionId,
} from "./composition/change-selection.js";
export {
  type FederatedSubgraph,
  type Federation,
  subgraphsOf,
} from "./composition/federation.js";
export {
  type ContributionKey,
  contributionId,
  isTerritoryCode,
  type ListIds,
  largestPage,
  type PageKey,
  type Paging,
  parseContributionId,
  type Selection,
} from "./composition/selection.js";
export {
  compareSitePlaces,
  parseSiteCursor,
  parseSitePageId,
  parseSiteSelectionId,
  type SitePageKey,
  type SitePlace,
  type SiteSelection,
  siteCursor,
  sitePageId,
  siteSelectionId,
} from "./composition/site-selection.js";
export {
  classificationSdl,
  conventionSdl,
  landlordCoordinates,
  landlordSdl,
  landlordTypeNames,
} from "./composition/subgraph-sdl.js";
export * from "./convention/convention.js";
export { outlineEntryProblems } from "./convention/convention-format.js";
export { conventionSchemaText } from "./convention/convention-schema.js";
export { type DeclaredStock, dwellingsIn } from "./convention/declared-stock.js";
export { type ConventionChange, diffConventions, type Effect } from "./convention/diff/diff.js";
export { documentTermOf, type RestrictedPartner } from "./convention/document-term.js";
export { type Commune, Communes } from "./convention/drafting/communes.js";
export { parseConventionAnswers } from "./convention/drafting/convention-answers.js";
export { type ConventionDraft, draftConvention } from "./convention/drafting/convention-draft.js";
export { grantedByBoth } from "./convention/in-force/granted-by-both.js";
export {
  heldOver,
  type Stage,
  type Stages,
  stageAt,
  stagesOf,
  type Versions,
  versionInForce,
} from "./convention/in-force/stages.js";
export {
  entryOf,
  type LandlordAnswers,
  parseLandlordAnswers,
  stockIn,
} from "./convention/landlord-answers.js";
export { type Leaving, readLeaving, signLeaving } from "./convention/leaving.js";
export { type NextVersion, nextVersionText } from "./convention/next-version.js";
export type { OutlineFile, OutlineTerms } from "./convention/outline-term.js";
export type { OutlineGeometry } from "./convention/outlines/outline-geometry.js";
export {
  largestOutlineBytes,
  type Outline,
  type OutlineReading,
  outlinesIn,
  outlineText,
  readOutlines,
} from "./convention/outlines/read-outlines.js";
export {
  InvalidConventionError,
  parseConvention,
} from "./convention/parse-convention.js";
export {
  type PartyEntry,
  type PartyFile,
  parsePartyFile,
} from "./convention/party-file.js";
export { lastPublishedMonth, publishedMonths } from "./convention/publication.js";
export { type RuleTerms, rulesOf } from "./convention/rules.js";
export {
  type SignatureProblem,
  type SignatureResult,
  type SignedClaim,
  type SigningParty,
  signAs,
  signConvention,
  verifySignature,
} from "./convention/signatures/signature.js";
export {
  type Collected,
  collectSignatures,
  type SignatureBundle,
  signaturesIn,
  signatureTexts,
} from "./convention/signatures/signature-bundle.js";
export { canonicalForm, conventionHash } from "./convention/signatures/signature-hash.js";
export {
  type FoundSignatures,
  type PartySignature,
  signatureRoll,
} from "./convention/signatures/signature-roll.js";
export {
  type ConventionState,
  conventionState,
  conventionStates,
  dayInFrance,
} from "./convention/signatures/signature-state.js";
export {
  type ExpectedLandlord,
  expectedLandlords,
  isWithin,
  type Position,
  stockWithin,
} from "./convention/territory.js";
export { extentOf, type GraphExtent } from "./cost/graph-extent.js";
export { type OperationCost, operationCost } from "./cost/operation-cost.js";
export type { Closing, CountedSite, DisclosureRule, SiteCount } from "./disclosure/figures.js";
export { type ShownTotal, totalOf } from "./disclosure/landlord-totals.js";
export { makeRelease } from "./disclosure/make-release.js";
export { territoriesWithPeerTotals } from "./disclosure/peers/divided-territories.js";
export { type DividedTerritory, territoriesWithTotals } from "./disclosure/peers/peer-totals.js";
export {
  leastPublic,
  type PublicFigure,
  type PublicFigures,
  PublicFiguresError,
  type PublicFiguresRule,
  publicFigures,
  type YearlyPart,
} from "./disclosure/public-figures.js";
export { publicFiguresCsv, publicFiguresNote } from "./disclosure/public-figures-text.js";
export { reachOf } from "./disclosure/reach.js";
export type {
  CellShares,
  NamedCell,
  PinnedCount,
  Release,
  ReleasedCell,
  ReleasedLevel,
  ReleasedLine,
} from "./disclosure/release.js";
export {
  type CountStatus,
  type ShownCount,
  type ShownLevel,
  type ShownLine,
  type ShownRelease,
  shownOf,
} from "./disclosure/shown.js";
export { broughtPlace } from "./disclosure/site-numbers.js";
export { type ReleaseFinding, verifyReleases } from "./disclosure/verify-releases.js";
export { documentExtent, type Extent } from "./document/document-extent.js";
export { documentHash } from "./document/document-hash.js";
export { Fragments, type LevelField } from "./document/fragments.js";
export {
  type GlossaryEntry,
  type GlossarySection,
  type GlossaryTerms,
  glossaryOf,
} from "./glossary/glossary.js";
export { glossaryPage } from "./glossary/glossary-page.js";
export { apportion } from "./grid/apportion.js";
export {
  classify,
  classifyFrom,
  type DecidedHistory,
  type MonthClassification,
} from "./grid/classify.js";
export { ClosedMonths } from "./grid/closed-months.js";
export {
  type Decision,
  decisionInForce,
  decisionProblems,
  longestDecisionMonths,
} from "./grid/decision.js";
export {
  type Gate,
  type GateCondition,
  type GateMeasure,
  type GateThreshold,
  type Grid,
  type Level,
  levels,
  thresholdFor,
  windowStart,
} from "./grid/grid.js";
export { grid1 } from "./grid/grid-1.js";
export type { Rules } from "./grid/known-grids.js";
export { parseGrid } from "./grid/parse-grid.js";
export {
  type ConditionReason,
  type FamilyCount,
  type GateReason,
  reasonsAt,
  reasonsFrom,
  type SiteHistory,
} from "./grid/reasons.js";
export {
  type DwellingsChange,
  type OnChange,
  SiteClassifier,
  type SiteInput,
} from "./grid/site-classifier.js";
export { isSame, nextState, type SiteState } from "./grid/site-state.js";
export {
  type ActionStatus,
  actionStatuses,
  isActionStatus,
  isAxis,
  lastAxis,
  openStatuses,
} from "./ground/action-plan.js";
export * from "./ground/author.js";
export { canonicalJson } from "./ground/canonical-json.js";
export { editDistance } from "./ground/edit-distance.js";
export * from "./ground/errors.js";
export { counted, figure } from "./ground/figures.js";
export { fold } from "./ground/fold.js";
export * from "./ground/landlord-slug.js";
export * from "./ground/longest-texts.js";
export * from "./ground/month.js";
export * from "./ground/plain-text.js";
export { dayScalar, isDay, monthScalar } from "./ground/scalars.js";
export { capitalised, type Words } from "./ground/words.js";
export * from "./hand-over/hand-over.js";
export { HandOverError, type HandOverRule, handOverRules } from "./hand-over/hand-over-rule.js";
export { generateSealingKey, parseSealingKey, type SealingKey } from "./hand-over/sealing-key.js";
export {
  generateSigningKey,
  isPublicKey,
  parseSigningKey,
  type SigningKey,
  signingKeyText,
} from "./keys/signature-key.js";
export {
  type CategoryProblem,
  categoryProblems,
  extendNomenclature,
} from "./nomenclature/extend-nomenclature.js";
export {
  type Category,
  type Family,
  familyOf,
  type Nomenclature,
} from "./nomenclature/nomenclature.js";
export { nomenclature1 } from "./nomenclature/nomenclature-1.js";
export { nomenclature2 } from "./nomenclature/nomenclature-2.js";
export { parseNomenclature } from "./nomenclature/parse-nomenclature.js";
export { annex } from "./policy/annex/annex.js";
export type { Policies } from "./policy/annex/matrix.js";
export { compilePolicy, IncompletePolicyError } from "./policy/compile-policy.js";
export { type DeniedField, deniedFields } from "./policy/denied-fields.js";
export { fieldsOfRow } from "./policy/entries.js";
export {
  asGranted,
  type Narrowing,
  narrow,
  narrowingFormat,
  parseNarrowing,
  withinGrant,
} from "./policy/narrow.js";
export { parseAccessTerms } from "./policy/parse-access-terms.js";
export { type Budgets, leastBudget, type PartnerBudget } from "./policy/partner-budget.js";
export {
  type Access,
  type AccessDecision,
  givenTo,
  isEverShown,
  needsPurpose,
  type Policy,
  type PolicyCell,
} from "./policy/policy.js";
export { schemaFor } from "./policy/schema-for.js";
export type { AccessEntry, AccessOutcome } from "./trust/access-entry.js";
export * from "./trust/access-errors.js";
export {
  type Admission,
  type AdmissionProblem,
  type AdmissionTerms,
  admit,
  contradiction,
  statementProblem,
  type Viewer,
} from "./trust/admission.js";
export {
  type ExchangedToken,
  exchangedLifeSeconds,
  gatewayAudience,
  landlordAudience,
  verifyExchangedToken,
} from "./trust/exchanged-token.js";
export {
  headHour,
  type LogHead,
  logHeadsAfterHeader,
  logHeadsHeader,
  newSeal,
  readLogHead,
  sealOf,
  signLogHead,
} from "./trust/log-head.js";
export { type LoggedAccess, loggedText, parseLogged } from "./trust/logged-access.js";
export {
  isStatement,
  type PurposeStatement,
  type StatedPurpose,
  signStatement,
  statementLifeSeconds,
  verifyStatement,
} from "./trust/purpose-statement.js";
export { type ChainPoint, chainStart, entryDigest } from "./trust/sealed-entry.js";
export {
  isShutOut,
  longestShutOutList,
  mostShutOut,
  newShutOutList,
  type ShutOutList,
  signShutOutList,
  verifyShutOutList,
} from "./trust/shut-out-list.js";
export {
  type TokenExpectation,
  type TokenProblem,
  type Verified,
  verifyToken,
} from "./trust/signed-token.js";
export {
  bodyDigest,
  mintVisa,
  purposeHeader,
  subgraphAudience,
  type Visa,
  type VisaAsks,
  type VisaRequest,
  type VisaSigning,
  verifyVisa,
  visaHeader,
  visaLifeSeconds,
} from "./trust/visa.js";
