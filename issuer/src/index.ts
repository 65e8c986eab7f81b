export type {
  DemonstrationAccount,
  DemonstrationIssuer,
  DemonstrationTerms,
} from "./demonstration/demonstration-terms.js";
export {
  browserClientId,
  scriptClientId,
  scriptRedirectUri,
  signInResource,
  signInScope,
} from "./names/client-ids.js";
export { accessTokenType, exchangeGrant } from "./names/token-exchange.js";
