import type { Subgraph } from "./subgraph-errors.js";
import type { SubgraphOperation } from "./subgraph-operation.js";

/** One request that is about to be sent to a subgraph. */
export interface Fetch {
  readonly subgraph: Subgraph;
  readonly operation: Pick<SubgraphOperation, "coordinates">;
  readonly body: string;
  /** Thumbprint of the client certificate that the request will come with; null: none. */
  readonly certificate: string | null;
}

/** Says on whose behalf a fetch is made. */
export interface Credentials {
  /**
   * Headers for one attempt; a second attempt needs headers of its own.
   *
   * @throws SubgraphFailure when the subgraph cannot be asked on this caller's behalf.
   */
  headersFor(fetch: Fetch): Promise<Readonly<Record<string, string>>>;
}
