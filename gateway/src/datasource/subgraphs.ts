import { ConfigurationError } from "@palier/schema";
import type { GraphQLSchema } from "graphql";
import type { GatewayConfig } from "../config.js";
import {
  createFederation,
  type FailureListener,
  type Federation,
  isLandlordName,
} from "./federation.js";
import { SubgraphConnection } from "./subgraph-connection.js";
import { SubgraphDataSource } from "./subgraph-data-source.js";

/** The subgraphs of one supergraph: their connections, and what asks them for plans. */
export class Subgraphs {
  readonly #connections = new Map<string, SubgraphConnection>();
  readonly #federation: Federation;
  readonly #config: Pick<GatewayConfig, "subgraphUrls" | "subgraphTimeoutMs">;
  readonly #onFailure: FailureListener;

  constructor(
    supergraphTypes: GraphQLSchema,
    config: Pick<GatewayConfig, "subgraphUrls" | "subgraphTimeoutMs">,
    onFailure: FailureListener,
  ) {
    this.#federation = createFederation(supergraphTypes);
    this.#config = config;
    this.#onFailure = onFailure;
  }

  get connections(): ReadonlyMap<string, Pick<SubgraphConnection, "isReady">> {
    return this.#connections;
  }

  /** @param url The supergraph's address, used where the settings have none. */
  connect(name: string, url: string): SubgraphDataSource {
    const connection = new SubgraphConnection(this.#config.subgraphUrls[name] ?? url);
    this.#connections.set(name, connection);
    return new SubgraphDataSource({
      subgraph: { name, isLandlord: isLandlordName(name) },
      connection,
      federation: this.#federation,
      timeoutMs: this.#config.subgraphTimeoutMs,
      onFailure: this.#onFailure,
    });
  }

  /** @throws ConfigurationError when one of these is no subgraph of the supergraph. */
  requireAll(names: readonly string[]): void {
    const problems = names
      .filter((name) => !this.#connections.has(name))
      .map(
        (name) =>
          `PALIER_SUBGRAPH_URLS has an address for "${name}", which the supergraph does not hold`,
      );
    if (problems.length > 0) throw new ConfigurationError(problems);
  }

  /** Breaks what is still under way. */
  async close(): Promise<void> {
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
  }
}
