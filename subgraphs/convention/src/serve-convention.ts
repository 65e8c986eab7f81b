import { type Convention, compilePolicy, partnerKinds } from "@palier/schema";
import type { Endpoint } from "@palier/service";
import {
  type FollowingSubgraph,
  type GatewayTrust,
  gatewayDoor,
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
export async function serveConvention(service: ConventionService): Promise<FollowingSubgraph> {
  const { trust } = service;
  if (trust === undefined) {
    const server = await serveSubgraph(openTo(service));
    const serveUnder = (convention: Convention) =>
      server.replace(openTo({ ...service, convention }));
    return { ...server, serveUnder };
  }
  const server = await serveGuardedSubgraph(guarded(service, trust));
  const serveUnder = (convention: Convention) =>
    server.replace(guarded({ ...service, convention }, trust));
  return { ...server, serveUnder };
}

/** As anyone is answered who reaches it. */
function openTo({ convention, clock, host, port }: ConventionService) {
  const schema = createConventionSubgraph(convention, clock);
  const context = async () => ({});
  return { name, schema, host, port, context, isReady: async () => undefined };
}

function guarded(service: ConventionService, trust: GatewayTrust) {
  const { convention, clock } = service;
  const open = openTo(service);
  return {
    ...open,
    policies: partnerKinds.map((kind) => compilePolicy(convention, kind, open.schema)),
    door: gatewayDoor(name, convention, clock, trust),
    record: refusalLog(name),
  };
}
