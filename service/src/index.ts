export { type AccessReport, AccessTrace } from "./access/access-trace.js";
export { RefusalRecorder, readCounted } from "./access/record-refusals.js";
export {
  openConvention,
  readConvention,
  readConventionPath,
} from "./convention/convention-file.js";
export { type FollowedConvention, followConvention } from "./convention/follow-convention.js";
export { servedUnder } from "./convention/served-under.js";
export { readIfPresent } from "./files/read-if-present.js";
export { healthRoutes } from "./http/health.js";
export { type HttpLimits, HttpServer, usualHttpLimits } from "./http/http-server.js";
export {
  isJson,
  notJson,
  refuseOtherMethods,
  refuseUnknownPath,
  refuseUnreadable,
  requireJson,
} from "./http/refusals.js";
export { BoundedMap } from "./memory/bounded-map.js";
export { type Kept, KeptValues } from "./memory/kept-values.js";
export { UsedOnce } from "./memory/used-once.js";
export { quietLog } from "./process/quiet-log.js";
export { runService, type Service, type ServiceProcess } from "./process/run-service.js";
export { type Endpoint, readEndpoint } from "./settings/endpoint.js";
export { type Environment, readNumber, readRequired, textOf } from "./settings/read-settings.js";
export { isLoopback, isTrustworthy } from "./settings/trusted-hosts.js";
export { isRecord } from "./values/is-record.js";
