import { setTimeout } from "node:timers/promises";
import {
  ConfigurationError,
  type Convention,
  type Federation,
  federationOf,
  subgraphsOf,
} from "@palier/schema";
import { composeBeside } from "./composition/compose-beside.js";
import type { ReadyGraph, ReadyGraphs } from "./graph/ready-graph.js";
import { openSupergraph, readSupergraph, type Supergraph } from "./graph/supergraph.js";
import type { ServedGraph } from "./served-graph.js";

export interface GraphsParts {
  /** The graph of the supergraph's file. */
  readonly first: ServedGraph;
  /** The text that the gateway starts under. */
  readonly convention: Convention;
  /** Path of the supergraph: one that is of the next landlords says that their graph is accepted. */
  readonly supergraphFile: string;
  readonly open: (supergraph: Supergraph) => ServedGraph;
  readonly log: (entry: string) => void;
}

/**
 * The graphs that versions of a convention need, each composed when the first version needs it. Two
 * versions of the same landlords at the same addresses have one.
 */
export class Graphs implements ReadyGraphs {
  readonly #parts: Omit<GraphsParts, "first">;
  /** Where the gateway found each subgraph at its start; the graph itself goes when it is left. */
  readonly #found: ServedGraph["addresses"];
  readonly #graphs = new Map<string, ServedGraph>();
  readonly #retiring = new Set<ServedGraph>();
  #latest: ServedGraph;
  #isStarted = false;
  #unaccepted: Convention | null = null;

  constructor({ first, ...parts }: GraphsParts) {
    this.#parts = parts;
    this.#found = first.addresses;
    this.#latest = first;
    this.#graphs.set(keyOf(first.addresses), first);
  }

  /** Slugs of landlords that can be asked, now or by the next version; and of those that only end. */
  held(): { readonly graph: readonly string[]; readonly ending: readonly string[] } {
    const graph = landlordsOf(this.#graphs.values());
    const ending = landlordsOf(this.#retiring).filter((slug) => !graph.includes(slug));
    return { graph, ending };
  }

  /** The version that was asked for last, where it is refused until somebody accepts what it takes from callers. */
  get unaccepted(): Convention | null {
    return this.#unaccepted;
  }

  /** From now on what breaks callers is refused until it is accepted. */
  started(): void {
    this.#isStarted = true;
  }

  async of(next: Convention): Promise<ServedGraph> {
    this.#unaccepted = null;
    const subgraphs = subgraphsOf(this.#federation(next));
    const key = keyOf(new Map(subgraphs.map(({ name, url }) => [name, url])));
    const known = this.#graphs.get(key);
    if (known !== undefined) return known;
    const { supergraphSdl, breaking } = await composeBeside(subgraphs, this.#latest.supergraphSdl);
    this.#requireAccepted(next, breaking);
    const graph = this.#parts.open(readSupergraph(supergraphSdl));
    try {
      await graph.start();
      await graph.warmLike(this.#latest);
    } catch (error) {
      // The version is tried again, with another.
      await graph.stop();
      throw error;
    }
    this.#graphs.set(key, graph);
    return graph;
  }

  keep(graphs: readonly ReadyGraph[]): void {
    for (const [key, graph] of this.#graphs) {
      if (graphs.includes(graph)) {
        this.#latest = graph;
        continue;
      }
      this.#graphs.delete(key);
      this.#retire(graph);
    }
  }

  #retire(graph: ServedGraph): void {
    this.#retiring.add(graph);
    const isOver = setTimeout(longestToComeInMs, undefined, { ref: false });
    graph
      .retire(isOver)
      .catch((error: unknown) => this.#parts.log(`A graph did not end: ${error}`))
      .finally(() => this.#retiring.delete(graph));
  }

  async stop(): Promise<void> {
    for (const graph of this.#all()) await graph.stop();
  }

  /** Breaks what is still under way. */
  async close(): Promise<void> {
    await Promise.all(this.#all().map(({ subgraphs }) => subgraphs.close()));
  }

  #all(): ServedGraph[] {
    return [...this.#graphs.values(), ...this.#retiring];
  }

  /** Who is where it was stays where the gateway found it; others are where the text says. */
  #federation(next: Convention): Federation {
    const before = endpointsOf(this.#parts.convention);
    const kept = [...endpointsOf(next)].flatMap(([name, url]) => {
      const address = this.#found.get(name);
      return address !== undefined && before.get(name) === url ? [[name, address] as const] : [];
    });
    return federationOf(next, new Map(kept));
  }

  #requireAccepted(next: Convention, breaking: readonly string[]): void {
    if (breaking.length === 0) return;
    const { version, landlords } = next;
    const list = breaking.map((change) => `- ${change}`).join("\n");
    const words = `version ${version} takes from callers what they could ask:\n${list}`;
    const slugs = landlords.map(({ slug }) => slug);
    if (!this.#isStarted || this.#isComposedOf(slugs)) {
      this.#parts.log(`${words}\nThat is accepted.`);
      return;
    }
    this.#unaccepted = next;
    throw new ConfigurationError([
      `${words}\nto accept it, replace the supergraph: palier compose --accept`,
    ]);
  }

  #isComposedOf(slugs: readonly string[]): boolean {
    const { subgraphs } = openSupergraph(this.#parts.supergraphFile);
    const names = [...subgraphs.keys()].filter((name) => !platformNames.includes(name));
    return names.length === slugs.length && slugs.every((slug) => names.includes(slug));
  }
}

/** Who was let in just before a graph was left asks it by then. */
const longestToComeInMs = 30_000;

const platformNames: readonly string[] = ["convention", "classification"];

function landlordsOf(graphs: Iterable<ServedGraph>): string[] {
  const names = [...graphs].flatMap(({ addresses }) => [...addresses.keys()]);
  return [...new Set(names)].filter((name) => !platformNames.includes(name));
}

function endpointsOf(convention: Convention): Map<string, string> {
  return new Map(subgraphsOf(federationOf(convention)).map(({ name, url }) => [name, url]));
}

function keyOf(addresses: ReadonlyMap<string, string>): string {
  return JSON.stringify([...addresses].sort(([a], [b]) => (a < b ? -1 : 1)));
}
