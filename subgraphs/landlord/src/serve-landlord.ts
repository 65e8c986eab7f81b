import type { IncomingMessage } from "node:http";
import { ConfigurationError, type Convention } from "@palier/schema";
import {
  type Endpoint,
  type RunningSubgraph,
  serveGuardedSubgraph,
  serveSubgraph,
} from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";
import { AccessLog } from "./access-log/access-log.js";
import { federatedMissing } from "./database/roles/check-serving-role.js";
import { checkStore, openServingStore } from "./database/serving-store.js";
import { PauseRepository } from "./partner/pause.repository.js";
import { watchConvention } from "./signature/convention-in-force.js";
import { createLandlordSubgraph, type LandlordSubgraph } from "./subgraph.js";
import type { LandlordTrust } from "./trust/landlord-trust.js";
import { NodeDoor } from "./trust/node-door.js";

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
}

/**
 * Opens the landlord's database and serves its subgraph until it is stopped.
 *
 * @throws ConfigurationError when the convention, the database or the endpoint cannot be used.
 */
export async function serveLandlord(service: LandlordService): Promise<RunningSubgraph> {
  const { slug, convention, trust, federatedDatabaseUrl = null } = service;
  checkParty(slug, convention);
  if (trust !== undefined && federatedDatabaseUrl === null) {
    throw new ConfigurationError([federatedMissing(slug)]);
  }
  const store = await openServingStore(slug, service);
  try {
    const server = await serveFrom(store, service);
    return { url: server.url, stop: () => server.stop().finally(() => store.destroy()) };
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function serveFrom(store: DataSource, service: LandlordService): Promise<RunningSubgraph> {
  const { slug, convention, clock, host, port, trust } = service;
  const parts = { slug, store, convention, clock };
  const subgraph = await createLandlordSubgraph({ ...parts, narrowing: trust?.narrowing });
  const { schema } = subgraph;
  const open = { name: slug, schema, host, port, isReady: () => checkStore(store) };
  if (trust === undefined) {
    return serveSubgraph({ ...open, context: async () => subgraph.createContext() });
  }
  const door = nodeDoor(store, service, trust);
  const log = new AccessLog(store.manager);
  return serveGuardedSubgraph({
    ...open,
    policies: subgraph.policies,
    door,
    context: async (request) => contextOf(subgraph, door, request),
    record: (entry) => log.append(door.logged(entry)),
  });
}

function contextOf(subgraph: LandlordSubgraph, door: NodeDoor, request: IncomingMessage) {
  const { viewer, isPaused } = door.admittedWith(request);
  return subgraph.createViewerContext(viewer, isPaused);
}

/** @throws ConfigurationError when the convention names no key of the landlord. */
function nodeDoor(
  store: DataSource,
  { slug, convention, clock }: LandlordService,
  { gatewayIssuer, gatewayKeys, tokens }: LandlordTrust,
): NodeDoor {
  const publicKey = convention.landlords.find((landlord) => landlord.slug === slug)?.key;
  if (publicKey === undefined) {
    throw new ConfigurationError([
      `the convention names no key of landlord "${slug}", so nothing shows that it has signed; add its key to the convention`,
    ]);
  }
  const pauses = new PauseRepository(store.manager);
  return new NodeDoor({
    subgraph: slug,
    gatewayIssuer,
    gatewayKeys,
    tokens: { ...tokens, landlord: slug },
    convention,
    conventionState: watchConvention(store, convention, { slug, publicKey }),
    isPaused: (partner) => pauses.isPaused(partner),
    now: clock,
  });
}

function checkParty(slug: string, { landlords }: Convention): void {
  if (landlords.some((landlord) => landlord.slug === slug)) return;
  const known = landlords.map((landlord) => landlord.slug).join(", ");
  throw new ConfigurationError([
    `PALIER_LANDLORD is "${slug}", which is no landlord of the convention; it has ${known}`,
  ]);
}
