export { prepareDemonstration } from "./prepare-demonstration.js";
export { type LoadedAuthority, loadStreet } from "./street/load-street.js";
export { streetConvention } from "./street/street-convention.js";
export { listStreetFiles } from "./street/street-records.js";
export {
  fingerprintOf,
  readStreetStamp,
  type StreetStamp,
  writeStreetStamp,
} from "./street/street-stamp.js";
export { type Survey, surveyStreetFiles } from "./street/survey.js";
