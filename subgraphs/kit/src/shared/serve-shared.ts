import {
  type Convention,
  compilePolicy,
  type PartySignature,
  partnerKinds,
  type Stage,
  signatureRoll,
  stageAt,
  stagesOf,
  type Versions,
  versionInForce,
} from "@palier/schema";
import {
  certificateFiles,
  type Endpoint,
  type Environment,
  type Log,
  openLog,
  openTraces,
  openVersions,
  type ServiceLog,
  ServiceMetrics,
  SignatureFiles,
  type Traces,
  tellCertificates,
  tellConvention,
} from "@palier/service";
import type { GraphQLSchema } from "graphql";
import { KeptAnswers } from "../guard/kept-answers.js";
import { serveGuardedSubgraph } from "../guard/serve-guarded-subgraph.js";
import { courseBy, stagedServices } from "../server/course.js";
import { type FollowingSubgraph, followFile } from "../server/follow-file.js";
import type { RunningSubgraph } from "../server/serve-http.js";
import { serveSubgraph } from "../server/serve-subgraph.js";
import {
  claimedText,
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
  /** Fields, as `Type.field`, that rest on more than the text and the hour: they are answered anew each time. */
  readonly changing?: ReadonlySet<string>;
  readonly schemaOf: (
    convention: Convention,
    clock: () => Date,
    signatures: SignatureQuestion,
  ) => GraphQLSchema | Promise<GraphQLSchema>;
}

/** Of answers that are given again, for each text of the convention. */
const keptBytes = 8 << 20;

/** Who has signed which of the versions that are not over. */
export type SignatureQuestion = () => Promise<readonly PartySignature[]>;

/** Under which texts of the convention a shared subgraph is served, and where. */
export interface SharedService extends Endpoint {
  readonly versions: Versions;
  /** What is found of their signatures; absent: none. */
  readonly signatureFiles?: Pick<SignatureFiles, "found">;
  readonly log?: Log;
  /** Decides which months are published, and which version of the convention is in force. */
  readonly clock: () => Date;
  /** Where it is counted what is asked and refused; nowhere where it is absent. */
  readonly metrics?: ServiceMetrics;
  /** Where it is told what requests take; nowhere where it is absent. */
  readonly traces?: Traces | null;
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
  log: ServiceLog = openLog({ service: subgraph.name, form: "text" }),
): Promise<RunningSubgraph> {
  const {
    conventionFile,
    trust,
    metrics: told,
    traces: traced,
    ...endpoint
  } = readSharedConfig(env, subgraph);
  const versions = openVersions(conventionFile);
  const signatureFiles = new SignatureFiles(conventionFile);
  const metrics = new ServiceMetrics(subgraph.name);
  tellCertificates(metrics, {
    ...certificateFiles(endpoint.tls),
    PALIER_GATEWAY_CA: trust?.gatewayAuthorities,
  });
  const traces = await openTraces(subgraph.name, traced, log);
  const clock = () => new Date();
  const service = { ...endpoint, versions, signatureFiles, clock, log, metrics, traces };
  const server = await serveShared(
    subgraph,
    trust === null ? service : { ...service, trust: gatewayTrust(trust, log) },
  );
  await metrics.serve(told, log);
  return followFile(server, { log, conventionFile, versions, besides: [metrics, traces] });
}

/** @throws ConfigurationError when the endpoint cannot be used. */
export async function serveShared(
  subgraph: SharedSubgraph,
  service: SharedService,
): Promise<FollowingSubgraph> {
  const { trust, clock, metrics } = service;
  let held = service.versions;
  if (metrics !== undefined) tellConvention(metrics, () => held, clock);
  const stateUnder = (versions: Versions) => {
    held = versions;
    return sharedState(versionInForce(versions, clock()), clock());
  };
  if (trust === undefined) {
    const server = await serveSubgraph(await courseByClock(subgraph, service));
    const serveUnder = async (versions: Versions) => {
      await server.replace(await courseByClock(subgraph, { ...service, versions }));
      return stateUnder(versions);
    };
    return { ...server, serveUnder, clock };
  }
  const server = await serveGuardedSubgraph(await courseByVisa(subgraph, service, trust));
  const serveUnder = async (versions: Versions) => {
    await server.replace(await courseByVisa(subgraph, { ...service, versions }, trust));
    return stateUnder(versions);
  };
  return { ...server, serveUnder, clock };
}

/** Each day under the version in force. */
async function courseByClock(subgraph: SharedSubgraph, service: SharedService) {
  const stages = stagesOf(service.versions);
  const staged = await stagedServices(stages, (stage) =>
    openTo(subgraph, service, stage, stage.convention),
  );
  return courseBy(staged, () => stageAt(stages, service.clock()));
}

/** Each request under the version that it is made under: its gateway's graph is of the same landlords. */
async function courseByVisa(subgraph: SharedSubgraph, service: SharedService, trust: GatewayTrust) {
  const { versions, clock } = service;
  const stages = stagesOf(versions);
  const terms = { stages, since: clock(), clock };
  const staged = await stagedServices(stages, async (stage) => {
    const open = await openTo(subgraph, service, stage, stage.granted);
    return {
      ...open,
      policies: partnerKinds.map((kind) => compilePolicy(stage.granted, kind, open.schema)),
      door: gatewayDoor(subgraph.name, stage, terms, trust),
      kept: new KeptAnswers(keptBytes, subgraph.changing),
      record: refusalLog(service.log ?? openLog({ service: subgraph.name, form: "text" })),
    };
  });
  return courseBy(staged, (headers) => {
    const claimed = claimedText(headers);
    return stages.find(({ hash }) => hash === claimed) ?? stageAt(stages, clock());
  });
}

/** As anyone is answered who reaches it. */
async function openTo(
  { schemaOf, name, largestBody }: SharedSubgraph,
  { clock, host, port, tls, log, metrics, traces, signatureFiles }: SharedService,
  { texts }: Stage,
  convention: Convention,
) {
  const schema = await schemaOf(convention, clock, async () => {
    const now = clock();
    const found = (await signatureFiles?.found(now)) ?? { signatures: [], since: new Map() };
    const coming = [...texts.values()].filter(({ version }) => version >= convention.version);
    return await signatureRoll(coming, found, now);
  });
  const context = async () => ({});
  return {
    name,
    log,
    metrics,
    traces,
    schema,
    host,
    port,
    tls,
    context,
    isReady: async () => undefined,
    largestBody,
  };
}
