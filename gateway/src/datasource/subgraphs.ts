import { ConfigurationError } from "@palier/schema";
import { type FollowedCertificates, isTrustworthy } from "@palier/service";
import type { Readiness } from "../connection/readiness.js";
import { SubgraphInstances } from "../connection/subgraph-instances.js";
import type { Supergraph } from "../graph/supergraph.js";
import type { LogHeadRelay } from "../heads/log-head-relay.js";
import type { FailureListener } from "./failure-log.js";
import { FetchTurns } from "./fetch-turns.js";
import { anybody } from "./reader-terms.js";
import {
  type DataSourceParts,
  type FetchContext,
  SubgraphDataSource,
} from "./subgraph-data-source.js";
import { readingOf, type SupergraphReading } from "./supergraph-reading.js";

/** The subgraphs that the platform runs itself; every other is a landlord's, named by its slug. */
const platformSubgraphs: ReadonlySet<string> = new Set(["convention", "classification"]);

const nobodySignsIn = anybody(() => new Date());

/** Addresses by name: one, or several of instances that can answer for one another. */
export type SubgraphUrls = Readonly<Record<string, string | readonly string[]>>;

interface SubgraphSettings {
  /** Is told how long each fetch took, and what became of it. */
  readonly onFetched?: DataSourceParts["onFetched"];
  /** Where subgraphs are reached, by name, in place of the supergraph's addresses. */
  readonly subgraphUrls: SubgraphUrls;
  /** What one query may wait for one subgraph in all. */
  readonly subgraphTimeoutMs: number;
  /** By which gateway and subgraphs know each other; absent: the system's authorities, and none of its own. */
  readonly certificates?: Pick<FollowedCertificates, "current" | "listen"> | null;
}

/** The subgraphs of one supergraph: their connections, and what asks them for plans. */
export class Subgraphs {
  readonly #connections = new Map<string, SubgraphInstances>();
  readonly #sources = new Map<string, SubgraphDataSource>();
  readonly #supergraph: SupergraphReading;
  readonly #settings: SubgraphSettings;
  readonly #onFailure: FailureListener;
  readonly #turns: FetchTurns;
  readonly #heads: Pick<LogHeadRelay, "exchangeWith"> | undefined;
  readonly #endRenewal: (() => void) | undefined;
  #asking: Promise<ReadonlyMap<string, Readiness>> | null = null;

  /**
   * @throws ConfigurationError when the supergraph has fields of which no answer could be checked, or
   *   what is said to a subgraph could be read on its way.
   */
  constructor(
    supergraph: Supergraph,
    settings: SubgraphSettings,
    onFailure: FailureListener,
    heads?: Pick<LogHeadRelay, "exchangeWith">,
  ) {
    requireTrustworthy(supergraph, settings);
    this.#supergraph = readingOf(supergraph);
    this.#settings = settings;
    this.#onFailure = onFailure;
    this.#turns = new FetchTurns(supergraph.subgraphs.size);
    this.#heads = heads;
    this.#endRenewal = settings.certificates?.listen((certificates) => {
      for (const connection of this.#connections.values()) connection.renew(certificates);
    });
  }

  get connections(): ReadonlyMap<string, Pick<SubgraphInstances, "readiness">> {
    return this.#connections;
  }

  /** @param url The supergraph's address, used where the settings have none. */
  connect(name: string, url: string): SubgraphDataSource {
    const connection = new SubgraphInstances(
      addressesOf(name, url, this.#settings),
      this.#settings.certificates?.current,
      this.#settings.subgraphTimeoutMs,
    );
    this.#connections.set(name, connection);
    const source = new SubgraphDataSource({
      subgraph: { name, isLandlord: !platformSubgraphs.has(name) },
      connection,
      supergraph: this.#supergraph,
      anybody: nobodySignsIn,
      timeoutMs: this.#settings.subgraphTimeoutMs,
      onFailure: this.#onFailure,
      turns: this.#turns,
      onFetched: this.#settings.onFetched,
      heads: this.#heads,
    });
    this.#sources.set(name, source);
    return source;
  }

  /**
   * What each subgraph says of itself now. Who asks at the same time shares one question to each:
   * nobody need sign in to ask the gateway for it.
   */
  readiness(): Promise<ReadonlyMap<string, Readiness>> {
    this.#asking ??= this.#askAll().finally(() => {
      this.#asking = null;
    });
    return this.#asking;
  }

  async #askAll(): Promise<ReadonlyMap<string, Readiness>> {
    const asked = [...this.#connections].map(
      async ([name, connection]) => [name, await connection.readiness()] as const,
    );
    return new Map(await Promise.all(asked));
  }

  /** Of each subgraph, whether it is left alone for a while because it hung. */
  leftAlone(): ReadonlyMap<string, boolean> {
    return new Map([...this.#sources].map(([name, { isLeftAlone }]) => [name, isLeftAlone]));
  }

  /**
   * Whether landlords have contradicted themselves in a query that has been answered: it is to be
   * answered once more, without them.
   */
  disbelieve({ accounts, unavailable }: Pick<FetchContext, "accounts" | "unavailable">): boolean {
    const found = accounts.disbelieve();
    for (const landlord of found) {
      this.#onFailure(landlord, "INVALID_ANSWER", "the sites it lists are not those it counts");
      if (!unavailable.has(landlord)) unavailable.set(landlord, "INVALID_ANSWER");
    }
    return found.length > 0;
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
    this.#endRenewal?.();
    await Promise.all([...this.#connections.values()].map((connection) => connection.close()));
  }
}

/** Proofs of who asks, and what is answered, go over the network as they are. */
function requireTrustworthy({ urls }: Pick<Supergraph, "urls">, settings: SubgraphSettings): void {
  const problems = [...urls, ...Object.entries(settings.subgraphUrls)]
    .flatMap(([name, url]) =>
      addressesOf(name, url, settings).map((address) => ({ name, address })),
    )
    .filter(({ address }) => !isTrustworthy(address))
    .map(
      ({ name, address }) =>
        `the subgraph "${name}" is at ${address}, and what is said on the way there could be read: it must be an https:// address (http:// only on this machine)`,
    );
  if (problems.length > 0) throw new ConfigurationError([...new Set(problems)]);
}

/** Where a subgraph is asked: by the settings, else where the supergraph says. */
function addressesOf(
  name: string,
  url: string | readonly string[],
  { subgraphUrls }: Pick<SubgraphSettings, "subgraphUrls">,
): readonly string[] {
  const found = subgraphUrls[name] ?? url;
  return typeof found === "string" ? [found] : found;
}
