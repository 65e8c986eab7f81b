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
export * from "./landlord-slug.js";
export * from "./month.js";
