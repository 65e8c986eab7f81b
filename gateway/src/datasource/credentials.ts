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

export type ProofHeaders = Readonly<Record<string, string>>;

/** Says on whose behalf a fetch is made. */
export interface Credentials {
  /**
   * Headers for one attempt, at once where nothing in them must be fetched or signed; a second attempt
   * needs headers of its own.
   *
   * @throws SubgraphFailure when the subgraph cannot be asked on this caller's behalf.
   */
  headersFor(fetch: Fetch): ProofHeaders | Promise<ProofHeaders>;
}
