import { isNativeError } from "node:util/types";
import {
  AccessLog,
  checkStore,
  federatedMissing,
  openRequestSession,
  openServingStore,
  PauseRepository,
  watchConvention,
} from "@palier/landlord-store";
import {
  type AccessEntry,
  ConfigurationError,
  type Convention,
  type ConventionState,
  conventionHash,
  type SigningKey,
} from "@palier/schema";
import { type Endpoint, servedUnder, UsedOnce } from "@palier/service";
import {
  type Admitted,
  createDoor,
  type Door,
  type DoorSettings,
  type FollowingSubgraph,
  type Load,
  serveGuardedSubgraph,
  serveSubgraph,
  type Terms,
  UsedStatements,
  type Work,
} from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";
import { nodeLoad, type Patience, usualPatience } from "./load/node-load.js";
import { createLandlordSubgraph, type LandlordSubgraph } from "./subgraph.js";
import type { LandlordTrust } from "./trust/landlord-trust.js";
import { LogHeads } from "./trust/log-heads.js";

/**
 * Of one document. The gateway takes 2,000 from a caller and spreads fragments to 400 selections;
 * a landlord has one type for each interface, so what it is asked of them is no longer.
 */
const mostTokens = 8_000;

/** What a landlord's process serves, and where. */
export interface LandlordService extends Endpoint {
  readonly slug: string;
  /** Of the role that brings the tables up to date; null: they are, and no such role is needed. */
  readonly databaseUrl: string | null;
  /** The same database as a role that cannot read personal fields; needed with `trust`. */
  readonly federatedDatabaseUrl?: string | null;
  readonly convention: Convention;
  /** Decides which months are published, and whether the convention is in force. */
  readonly clock: () => Date;
  /** Whom the node lets in; absent: anyone on this machine, to everything. */
  readonly trust?: LandlordTrust;
  readonly patience?: Patience;
  /** By which the node signs heads of its access log; it signs none without. */
  readonly logKey?: SigningKey | null;
}

/** Heads are signed at fixed hours whether anybody asks or not: a gap would tell that nobody did. */
const sealingEveryMs = 60_000;

/**
 * Opens the landlord's database and serves its subgraph until it is stopped.
 *
 * @throws ConfigurationError when the convention, the database or the endpoint cannot be used.
 */
export async function serveLandlord(service: LandlordService): Promise<FollowingSubgraph> {
  const { slug, convention, trust, federatedDatabaseUrl = null } = service;
  checkParty(slug, convention);
  if (trust !== undefined && federatedDatabaseUrl === null) {
    throw new ConfigurationError([federatedMissing(slug)]);
  }
  const { workMs } = service.patience ?? usualPatience;
  const store = await openServingStore(slug, service, workMs);
  try {
    const server = await serveFrom(store, service);
    return { ...server, stop: () => server.stop().finally(() => store.destroy()) };
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function serveFrom(store: DataSource, service: LandlordService): Promise<FollowingSubgraph> {
  const { trust } = service;
  if (trust === undefined) {
    const server = await serveSubgraph(await openTo(store, service));
    const serveUnder = async (convention: Convention) => {
      await server.replace(await openTo(store, { ...service, convention }));
      return "IN_FORCE" as const;
    };
    return { ...server, serveUnder };
  }
  const kept = {
    memory: { used: new UsedOnce(), stated: new UsedStatements() },
    load: nodeLoad(trust.narrowing.budget ?? {}, service.patience ?? usualPatience, () =>
      performance.now(),
    ),
  };
  let heads = headsOf(store, service);
  const server = await serveGuardedSubgraph({
    ...(await guarded(store, service, trust, kept)),
    passHeads: heads.pass,
  });
  const serveUnder = async (convention: Convention) => {
    const next = { ...service, convention };
    const nextHeads = headsOf(store, next);
    const parts = await guarded(store, next, trust, kept);
    await server.replace({ ...parts, passHeads: nextHeads.pass });
    heads = nextHeads;
    return parts.stateAt(service.clock());
  };
  const sealing = setInterval(() => void heads.seal().catch(logged(service.slug)), sealingEveryMs);
  const stop = () => {
    clearInterval(sealing);
    return server.stop();
  };
  return { ...server, serveUnder, stop };
}

function headsOf(
  store: DataSource,
  { slug, convention, clock, logKey: key = null }: LandlordService,
): LogHeads {
  const parts = { slug, key, convention, clock, database: store.manager };
  return new LogHeads(parts, logged(slug));
}

function logged(slug: string): (error: unknown) => void {
  return (error) => {
    const words = isNativeError(error) ? error.message : typeof error;
    console.error(`[${slug}] Heads of access logs were not exchanged: ${words}`);
  };
}

/** What has served already, remembered while one text of the convention follows another. */
type DoorMemory = Required<Pick<DoorSettings, "used" | "stated">>;

/** As anyone is answered who reaches it. */
async function openTo(store: DataSource, service: LandlordService) {
  const subgraph = await subgraphOf(store, service);
  return { ...served(store, service, subgraph), context: async () => subgraph.createContext() };
}

/** What goes on from one convention to the next. */
interface Kept {
  readonly memory: DoorMemory;
  readonly load: Load;
}

async function guarded(
  store: DataSource,
  service: LandlordService,
  trust: LandlordTrust,
  { memory, load }: Kept,
) {
  const subgraph = await subgraphOf(store, service);
  const log = new AccessLog(store.manager);
  const stateAt = signedState(store, service);
  return {
    ...served(store, service, subgraph),
    policies: subgraph.policies,
    stateAt,
    door: doorOf(store, service, trust, memory, stateAt),
    load,
    context: async ({ viewer, isPaused }: Admitted, work: Pick<Work, "signal" | "whenOver">) => {
      const session = openRequestSession(store, work.signal);
      work.whenOver(session.end);
      return subgraph.createViewerContext(viewer, isPaused, session.manager);
    },
    record: (entry: AccessEntry) => log.append(entry),
  };
}

function served(
  store: DataSource,
  { slug, host, port }: LandlordService,
  { schema }: LandlordSubgraph,
) {
  return { name: slug, schema, host, port, mostTokens, isReady: () => checkStore(store) };
}

function subgraphOf(store: DataSource, { slug, convention, clock, trust }: LandlordService) {
  return createLandlordSubgraph({ slug, store, convention, clock, narrowing: trust?.narrowing });
}

/**
 * Whether the landlord serves under its convention; what becomes of that while it runs, it says.
 *
 * @throws ConfigurationError when the convention names no key of the landlord.
 */
function signedState(store: DataSource, { slug, convention }: LandlordService) {
  const publicKey = convention.landlords.find((landlord) => landlord.slug === slug)?.key;
  if (publicKey === undefined) {
    throw new ConfigurationError([
      `the convention names no key of landlord "${slug}", so nothing shows that it has signed; add its key to the convention`,
    ]);
  }
  const stateNow = watchConvention(store, convention, { slug, publicKey });
  let last: ConventionState | null = null;
  return async (now: Date): Promise<ConventionState> => {
    const state = await stateNow(now);
    if (last !== null && state !== last) {
      console.error(`[${slug}] ${servedUnder(convention, state)}`);
    }
    last = state;
    return state;
  };
}

/** Open while the landlord's signed convention is in force. */
function doorOf(
  store: DataSource,
  { slug, convention, clock }: LandlordService,
  { gatewayIssuer, gatewayKeys, tokens }: LandlordTrust,
  memory: DoorMemory,
  stateAt: (now: Date) => Promise<ConventionState>,
): Door {
  const hash = conventionHash(convention);
  const terms = async (now: Date): Promise<Terms> => {
    const state = await stateAt(now);
    return state === "IN_FORCE" ? { state, convention, hash } : { state };
  };
  const pauses = new PauseRepository(store.manager);
  return createDoor({
    subgraph: slug,
    gatewayIssuer,
    gatewayKeys,
    tokens: { ...tokens, landlord: slug },
    terms,
    isPaused: (partner) => pauses.isPaused(partner),
    now: clock,
    ...memory,
  });
}

function checkParty(slug: string, { landlords }: Convention): void {
  if (landlords.some((landlord) => landlord.slug === slug)) return;
  const known = landlords.map((landlord) => landlord.slug).join(", ");
  throw new ConfigurationError([
    `PALIER_LANDLORD is "${slug}", which is no landlord of the convention; it has ${known}`,
  ]);
}
