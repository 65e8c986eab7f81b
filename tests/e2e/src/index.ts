export { breakage, hang, nonsense, reset, wrongFigures } from "./federation/faults.js";
export { type Fault, sendJson } from "./federation/faulty-front.js";
export { levelsOf, orderedIds, territoryQuery } from "./federation/figures.js";
export { type Answer, askAt } from "./federation/platform.js";
export { agglomeration } from "./federation/small-convention.js";
export { type SmallPlatform, sitesIn, startSmallPlatform } from "./federation/small-platform.js";
