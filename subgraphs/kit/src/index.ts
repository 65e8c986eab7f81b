export { dayScalar, isDay, monthScalar } from "@palier/schema";
export type { AccessReport } from "@palier/service";
export { guardSchema, UnguardedFieldError } from "./guard/guard-schema.js";
export type { Guarded, GuardedSubgraphService } from "./guard/guarded-service.js";
export { KeptAnswers } from "./guard/kept-answers.js";
export { serveGuardedSubgraph } from "./guard/serve-guarded-subgraph.js";
export { FairQueue, type QueueLimits } from "./load/fair-queue.js";
export type { Budget, Load } from "./load/load.js";
export type { Work, WorkLimits } from "./load/work.js";
export {
  federatedSchema,
  type ReferenceResolver,
  type ResolverMap,
  type SubgraphParts,
} from "./schema/federated-schema.js";
export { type Course, courseBy, type StagedServices, stagedServices } from "./server/course.js";
export {
  type ConventionSource,
  type FollowingSubgraph,
  followFile,
} from "./server/follow-file.js";
export type { RunningSubgraph } from "./server/serve-http.js";
export { type SubgraphService, serveSubgraph } from "./server/serve-subgraph.js";
export {
  type SharedService,
  type SharedSubgraph,
  type SignatureQuestion,
  serveShared,
  startShared,
} from "./shared/serve-shared.js";
export { sharedSettings } from "./shared/shared-config.js";
export {
  type Admitted,
  createDoor,
  type Door,
  type DoorSettings,
  type RequestAdmission,
  type Terms,
  type TokenTrust,
} from "./trust/admit-request.js";
export { watchSkew } from "./trust/clock-skew.js";
export { hourOf } from "./trust/gateway-door.js";
export {
  type GatewayTrustConfig,
  readTrustSettings,
  settingsOfGatewayTrust,
  settingsOfTrust,
  textOfTrust,
} from "./trust/gateway-trust-config.js";
export { remoteKeys } from "./trust/remote-keys.js";
export { UsedStatements } from "./trust/used-statements.js";
