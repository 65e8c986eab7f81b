import { checkStore } from "@palier/landlord-store";
import type { Convention, Narrowing } from "@palier/schema";
import type { Endpoint, Log } from "@palier/service";
import type { DataSource } from "typeorm";
import { createLandlordSubgraph, type LandlordSubgraph } from "./subgraph.js";

/** What of a landlord's process does not change with the text that it serves under. */
export interface ServedLandlord extends Endpoint {
  readonly slug: string;
  readonly log: Log;
  /** Decides which months are published, and which version of the convention is in force. */
  readonly clock: () => Date;
}

/**
 * Of one document. The gateway takes 2,000 from a caller and spreads fragments to 400 selections;
 * a landlord has one type for each interface, so what it is asked of them is no longer.
 */
const mostTokens = 8_000;

export function subgraphOf(
  store: DataSource,
  { slug, clock }: ServedLandlord,
  convention: Convention,
  narrowing: Narrowing,
): Promise<LandlordSubgraph> {
  return createLandlordSubgraph({ slug, store, convention, clock, narrowing });
}

/** How the subgraph is reached, and what it answers with. */
export function served(
  store: DataSource,
  { slug, log, host, port, tls }: ServedLandlord,
  { schema }: LandlordSubgraph,
) {
  return { name: slug, log, schema, host, port, tls, mostTokens, isReady: () => checkStore(store) };
}
