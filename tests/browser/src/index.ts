export { accessibilityViolations, type Violation } from "./accessibility.js";
export { launchChromium } from "./chromium/launch-chromium.js";
export { loadPage, type PageLoad, pathsOfPages } from "./first-paint/page-load.js";
export type { GraphAnswer } from "./graph-answer.js";
export {
  haltLandlord,
  type OwnPlatform,
  ownPlatform,
  type Platform,
  sharedPlatform,
} from "./platform.js";
export { type Printed, printed } from "./printed.js";
export { closeBrowser, Visitor, type VisitorOptions } from "./visitor.js";
export { withPlatform } from "./with-platform.js";
