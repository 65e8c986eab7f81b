export { type AccessReport, AccessTrace, type GrantedAnswer } from "./access/access-trace.js";
export { RefusalRecorder, readCounted } from "./access/record-refusals.js";
export {
  conventionSetting,
  openVersions,
  readConvention,
  readVersions,
} from "./convention/convention-file.js";
export { type FollowedConvention, followConvention } from "./convention/follow-convention.js";
export { type OutlineFiles, outlineContent, readOutlineFiles } from "./convention/outline-files.js";
export { servedUnder } from "./convention/served-under.js";
export { SignatureFiles } from "./convention/signature-files.js";
export { FileFollower } from "./files/follow-file.js";
export { readIfPresent } from "./files/read-if-present.js";
export { replaceFile } from "./files/replace-file.js";
export { BodyRoom, networkSender, type RoomLimits, type SenderOf } from "./http/body-room.js";
export { healthRoutes, type Remarks } from "./http/health.js";
export { type HttpLimits, HttpServer, usualHttpLimits } from "./http/http-server.js";
export {
  isJson,
  notJson,
  refuse,
  refuseOtherMethods,
  refuseUnknownPath,
  refuseUnreadable,
  requireJson,
} from "./http/refusals.js";
export { resetConnection } from "./http/server-tls.js";
export { KeyFolder } from "./keys/key-folder.js";
export {
  brokerKeys,
  demonstrationIssuerKeys,
  gatewayKeys,
  type KeyKind,
  keyKinds,
  keyOverlapSetting,
} from "./keys/key-kinds.js";
export { KeyRing } from "./keys/key-ring.js";
export {
  type KeyState,
  type PublicKeySet,
  type ScheduledKey,
  scheduled,
} from "./keys/key-schedule.js";
export { type Level, type Log, type LogForm, openLog, type ServiceLog } from "./log/log.js";
export { settingsOfLog } from "./log/log-settings.js";
export { quietLog } from "./log/quiet-log.js";
export { RefusalCount } from "./log/refusal-count.js";
export {
  adoptRequestId,
  inPart,
  noteOfPart,
  requestId,
  requestIdHeader,
  requestIdHeaders,
  traceHeaders,
} from "./log/request-scope.js";
export { BoundedMap } from "./memory/bounded-map.js";
export { type Kept, KeptValues } from "./memory/kept-values.js";
export { type Owner, type ShareLimits, Shares } from "./memory/shares.js";
export { UsedOnce } from "./memory/used-once.js";
export { tellConvention } from "./metrics/agreement-metrics.js";
export {
  type CertificateFiles,
  certificateFiles,
  tellCertificates,
} from "./metrics/certificate-metrics.js";
export {
  type MetricsEndpoint,
  readMetricsEndpoint,
  settingsOfMetrics,
} from "./metrics/metrics-server.js";
export { type Outcome, plain, ServiceMetrics } from "./metrics/service-metrics.js";
export { runService, type Service, type ServiceProcess } from "./process/run-service.js";
export { clockSetting } from "./settings/clock-setting.js";
export { type Endpoint, endpointSettings, readEndpoint } from "./settings/endpoint.js";
export { readSettings, type SettingsReading } from "./settings/read-settings.js";
export {
  type Environment,
  fileSettingOf,
  type ProcessSettings,
  type Setting,
  type Settings,
} from "./settings/setting.js";
export { type DescribedProcess, settingsTable } from "./settings/settings-reference.js";
export {
  listeningTls,
  readListeningTls,
  readTlsFiles,
  type TlsFiles,
  type TlsNames,
} from "./settings/tls-files.js";
export { isLoopback, isTrustworthy } from "./settings/trusted-hosts.js";
export { unknownSettings } from "./settings/unknown-settings.js";
export { SharedMemory, type SharedMemoryParts, SharedStep } from "./shared-memory/shared-memory.js";
export {
  readSharedMemory,
  type SharedMemoryConfig,
  settingsOfSharedMemory,
} from "./shared-memory/shared-memory-settings.js";
export { SharedUsedOnce } from "./shared-memory/shared-used-once.js";
export {
  FollowedShutOut,
  type ShutOutTerms,
  type ShutOutVerdict,
} from "./shut-out/followed-shut-out.js";
export { type Certificates, type OwnCertificate, readCertificates } from "./tls/certificates.js";
export { clientCertificateOf } from "./tls/client-certificate.js";
export { FollowedCertificates } from "./tls/followed-certificates.js";
export { trustingFetch } from "./tls/trusting-fetch.js";
export { openTraces, traceAnswer } from "./traces/open-traces.js";
export {
  readTraces,
  settingsOfTraces,
  type Traces,
  type TracesConfig,
} from "./traces/traces.js";
export { isRecord } from "./values/is-record.js";
