import { type Convention, compilePolicy, partnerKinds } from "@palier/schema";
import { type Endpoint, type Environment, openConvention } from "@palier/service";
import type { GraphQLSchema } from "graphql";
import { serveGuardedSubgraph } from "../guard/serve-guarded-subgraph.js";
import { type FollowingSubgraph, followFile } from "../server/follow-file.js";
import type { RunningSubgraph } from "../server/serve-http.js";
import { serveSubgraph } from "../server/serve-subgraph.js";
import {
  type GatewayTrust,
  gatewayDoor,
  gatewayTrust,
  refusalLog,
  sharedState,
} from "../trust/gateway-door.js";
import { readSharedConfig } from "./shared-config.js";

/** A subgraph that holds nobody's data: all it is made of is a text of the convention. */
export interface SharedSubgraph {
  readonly name: string;
  /** Where a convention that names no address of its own says this subgraph is. */
  readonly defaultPort: number;
  /** Of a request, as Express writes sizes; absent: as much as any subgraph takes. */
  readonly largestBody?: string;
  readonly schemaOf: (convention: Convention, clock: () => Date) => GraphQLSchema;
}

/** Under what a shared subgraph is served, and where. */
export interface SharedService extends Endpoint {
  readonly convention: Convention;
  /** Decides which months are published, and whether the convention is in force. */
  readonly clock: () => Date;
  /** Whose visas are taken; absent: anyone on this machine is answered everything. */
  readonly trust?: GatewayTrust;
}

/**
 * Serves as the environment says, and follows the convention's file.
 *
 * @throws ConfigurationError naming what cannot be used.
 */
export async function startShared(
  subgraph: SharedSubgraph,
  env: Environment,
): Promise<RunningSubgraph> {
  const { conventionFile, trust, ...endpoint } = readSharedConfig(env, subgraph);
  const convention = openConvention(conventionFile);
  const service = { ...endpoint, convention, clock: () => new Date() };
  const server = await serveShared(
    subgraph,
    trust === null ? service : { ...service, trust: gatewayTrust(trust) },
  );
  return followFile(server, { name: subgraph.name, conventionFile, convention });
}

/** @throws ConfigurationError when the endpoint cannot be used. */
export async function serveShared(
  subgraph: SharedSubgraph,
  service: SharedService,
): Promise<FollowingSubgraph> {
  const { trust } = service;
  if (trust === undefined) {
    const server = await serveSubgraph(openTo(subgraph, service));
    const serveUnder = async (convention: Convention) => {
      await server.replace(openTo(subgraph, { ...service, convention }));
      return "IN_FORCE" as const;
    };
    return { ...server, serveUnder };
  }
  const server = await serveGuardedSubgraph(guarded(subgraph, service, trust));
  const serveUnder = async (convention: Convention) => {
    await server.replace(guarded(subgraph, { ...service, convention }, trust));
    return sharedState(convention, service.clock());
  };
  return { ...server, serveUnder };
}

/** As anyone is answered who reaches it. */
function openTo(
  { schemaOf, name, largestBody }: SharedSubgraph,
  { convention, clock, host, port }: SharedService,
) {
  const schema = schemaOf(convention, clock);
  const context = async () => ({});
  return { name, schema, host, port, context, isReady: async () => undefined, largestBody };
}

function guarded(subgraph: SharedSubgraph, service: SharedService, trust: GatewayTrust) {
  const { convention, clock } = service;
  const open = openTo(subgraph, service);
  return {
    ...open,
    policies: partnerKinds.map((kind) => compilePolicy(convention, kind, open.schema)),
    door: gatewayDoor(subgraph.name, convention, clock, trust),
    record: refusalLog(subgraph.name),
  };
}
