export { prepareDemonstration } from "./prepare-demonstration.js";
export type { LoadedAuthority } from "./street/load-street.js";
export { openStreetTrial } from "./street/street-trial.js";
export type { Survey } from "./street/survey.js";
