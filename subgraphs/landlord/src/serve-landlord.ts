import { ConfigurationError, type Convention } from "@palier/schema";
import { type Endpoint, type RunningSubgraph, serveSubgraph } from "@palier/subgraph-kit";
import type { DataSource } from "typeorm";
import { checkStore, openServingStore } from "./database/serving-store.js";
import { createLandlordSubgraph } from "./subgraph.js";

/** What a landlord's process serves, and where. */
export interface LandlordService extends Endpoint {
  readonly slug: string;
  readonly databaseUrl: string;
  readonly convention: Convention;
  /** Decides which months are published. */
  readonly clock: () => Date;
}

/**
 * Opens the landlord's database and serves its subgraph until it is stopped.
 *
 * @throws ConfigurationError when the convention, the database or the endpoint cannot be used.
 */
export async function serveLandlord(service: LandlordService): Promise<RunningSubgraph> {
  const { slug, databaseUrl, convention } = service;
  checkParty(slug, convention);
  const store = await openServingStore(databaseUrl, slug);
  try {
    const server = await serveFrom(store, service);
    return { url: server.url, stop: () => server.stop().finally(() => store.destroy()) };
  } catch (error) {
    await store.destroy();
    throw error;
  }
}

async function serveFrom(store: DataSource, service: LandlordService): Promise<RunningSubgraph> {
  const { slug, convention, clock, host, port } = service;
  const subgraph = await createLandlordSubgraph({ slug, store, convention, clock });
  return serveSubgraph({
    name: slug,
    schema: subgraph.schema,
    host,
    port,
    context: async () => subgraph.createContext(),
    isReady: () => checkStore(store),
  });
}

function checkParty(slug: string, { landlords }: Convention): void {
  if (landlords.some((landlord) => landlord.slug === slug)) return;
  const known = landlords.map((landlord) => landlord.slug).join(", ");
  throw new ConfigurationError([
    `PALIER_LANDLORD is "${slug}", which is no landlord of the convention; it has ${known}`,
  ]);
}
