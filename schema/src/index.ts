export {
  describeProblems,
  type FileProblem,
  readCheckedYaml,
} from "./checked-yaml/checked-yaml.js";
export {
  composeSupergraph,
  type Federation,
  slugProblems,
} from "./composition/compose.js";
export {
  type ContributionKey,
  compareSitePlaces,
  contributionId,
  isTerritoryCode,
  largestPage,
  parseContributionId,
  parseSiteCursor,
  parseSitePageId,
  parseSiteSelectionId,
  type SitePageKey,
  type SitePlace,
  type SiteSelection,
  siteCursor,
  sitePageId,
  siteSelectionId,
} from "./composition/selection.js";
export {
  classificationSdl,
  conventionSdl,
  landlordSdl,
  landlordTypeNames,
} from "./composition/subgraph-sdl.js";
export * from "./convention/convention.js";
export {
  InvalidConventionError,
  parseConvention,
  readConvention,
} from "./convention/parse-convention.js";
export { lastPublishedMonth, publishedMonths } from "./convention/publication.js";
export { expectedLandlords, isWithin, type Position, stockWithin } from "./convention/territory.js";
export * from "./errors.js";
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
export { parseGrid } from "./grid/parse-grid.js";
export {
  type ConditionReason,
  type FamilyCount,
  type GateReason,
  reasonsAt,
  type SiteHistory,
} from "./grid/reasons.js";
export { type OnChange, SiteClassifier, type SiteInput } from "./grid/site-classifier.js";
export { isSame, nextState, type SiteState } from "./grid/site-state.js";
export * from "./landlord-slug.js";
export * from "./month.js";
export {
  type CategoryProblem,
  categoryProblems,
  extendNomenclature,
} from "./nomenclature/extend-nomenclature.js";
export {
  type Category,
  type Family,
  familyOf,
  type Label,
  type Nomenclature,
} from "./nomenclature/nomenclature.js";
export { nomenclature1 } from "./nomenclature/nomenclature-1.js";
export { parseNomenclature } from "./nomenclature/parse-nomenclature.js";
