export { Browser } from "./browser.js";
export { SignInPage } from "./sign-in-page.js";
export {
  startUpstream,
  type UpstreamClaims,
  type UpstreamProcess,
  upstreamClient,
} from "./upstream.js";
