import { federatedMissing, openServingStore } from "@palier/landlord-store";
import {
  ConfigurationError,
  type SigningKey,
  stageAt,
  stagesOf,
  type Versions,
} from "@palier/schema";
import {
  type Endpoint,
  type Log,
  openLog,
  type ServiceMetrics,
  type Traces,
} from "@palier/service";
import {
  courseBy,
  type FollowingSubgraph,
  serveSubgraph,
  stagedServices,
} from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";
import { type Patience, usualPatience } from "./load/node-load.js";
import { serveTrusted } from "./serve-trusted.js";
import { served, subgraphOf } from "./served-landlord.js";
import type { LandlordTrust } from "./trust/landlord-trust.js";

/** What a landlord's process serves, and where. */
export interface LandlordService extends Endpoint {
  readonly slug: string;
  /** On a terminal where it is absent. */
  readonly log?: Log;
  /** Of the role that brings the tables up to date; null: they are, and no such role is needed. */
  readonly databaseUrl: string | null;
  /** The same database as a role that cannot read personal fields; needed with `trust`. */
  readonly federatedDatabaseUrl?: string | null;
  readonly versions: Versions;
  /** Decides which months are published, and which version of the convention is in force. */
  readonly clock: () => Date;
  /** Whom the node lets in; absent: anyone on this machine, to everything. */
  readonly trust?: LandlordTrust;
  readonly patience?: Patience;
  /** By one of which the node signs heads of its access log; it signs none without. */
  readonly logKeys?: () => Promise<readonly SigningKey[]>;
  /** Where it is counted what is asked and refused, where somebody signs in; nowhere where it is absent. */
  readonly metrics?: ServiceMetrics | undefined;
  /** Where it is told what requests take; nowhere where it is absent. */
  readonly traces?: Traces | null;
}

/**
 * Opens the landlord's database and serves its subgraph until it is stopped.
 *
 * @throws ConfigurationError when the convention, the database or the endpoint cannot be used.
 */
export async function serveLandlord(service: LandlordService): Promise<FollowingSubgraph> {
  const { slug, versions, trust, federatedDatabaseUrl = null } = service;
  checkParty(slug, versions);
  if (trust !== undefined && federatedDatabaseUrl === null) {
    throw new ConfigurationError([federatedMissing(slug)]);
  }
  const { workMs, sessionMs } = service.patience ?? usualPatience;
  const { log = openLog({ service: slug, form: "text" }) } = service;
  const patience = { statementMs: workMs, sessionMs };
  const store = await openServingStore(slug, service, patience, (words) => log(words, "warn"));
  try {
    const server = await serveFrom(store, { ...service, log });
    return { ...server, stop: () => server.stop().finally(() => store.destroy()) };
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

/** One that says where it writes its log. */
type LoggingService = LandlordService & { readonly log: Log };

async function serveFrom(store: DataSource, service: LoggingService): Promise<FollowingSubgraph> {
  const { trust } = service;
  return trust === undefined ? serveOpen(store, service) : serveTrusted(store, service, trust);
}

/** As anyone is answered who reaches it. */
async function serveOpen(store: DataSource, service: LoggingService): Promise<FollowingSubgraph> {
  const { clock } = service;
  const course = async (versions: Versions) => {
    const stages = stagesOf(versions, clock());
    const staged = await stagedServices(stages, async ({ convention }) => {
      const subgraph = await subgraphOf(store, service, convention, {});
      return { ...served(store, service, subgraph), context: async () => subgraph.createContext() };
    });
    return courseBy(staged, () => stageAt(stages, clock()));
  };
  const server = await serveSubgraph(await course(service.versions));
  const serveUnder = async (versions: Versions) => {
    await server.replace(await course(versions));
    return "IN_FORCE" as const;
  };
  return { ...server, serveUnder, clock };
}

function checkParty(slug: string, versions: Versions): void {
  const known = new Set(versions.flatMap(({ landlords }) => landlords.map((one) => one.slug)));
  if (known.has(slug)) return;
  throw new ConfigurationError([
    `PALIER_LANDLORD is "${slug}", which is no landlord of the convention; it has ${[...known].join(", ")}`,
  ]);
}
