import { type Convention, compilePolicy, partnerKinds } from "@palier/schema";
import {
  type Endpoint,
  type GatewayTrust,
  gatewayDoor,
  type RunningSubgraph,
  refusalLog,
  serveGuardedSubgraph,
  serveSubgraph,
} from "@palier/subgraph-kit";
import { createConventionSubgraph } from "./subgraph.js";

/** What the convention's process serves, and where. */
export interface ConventionService extends Endpoint {
  readonly convention: Convention;
  /** Decides which months are published, and whether the convention is in force. */
  readonly clock: () => Date;
  /** Whose visas are taken; absent: anyone on this machine is answered everything. */
  readonly trust?: GatewayTrust;
}

const name = "convention";

/** @throws ConfigurationError when the endpoint cannot be used. */
export function serveConvention(service: ConventionService): Promise<RunningSubgraph> {
  const { convention, clock, host, port, trust } = service;
  const schema = createConventionSubgraph(convention, clock);
  const context = async () => ({});
  const open = { name, schema, host, port, context, isReady: async () => undefined };
  if (trust === undefined) return serveSubgraph(open);
  return serveGuardedSubgraph({
    ...open,
    policies: partnerKinds.map((kind) => compilePolicy(convention, kind, schema)),
    door: gatewayDoor(name, convention, clock, trust),
    record: refusalLog(name),
  });
}
