import type { ApolloServerPlugin } from "@apollo/server";
import { documentHash } from "@palier/schema";
import { BoundedLabel, BoundedMap, type Metrics } from "@palier/service";
import { Counter, Gauge, Histogram } from "prom-client";

/** Names of registered operations, and reasons of refusals, that are told apart. */
const mostValues = 100;
/** Texts that are hashed once while they come again and again. */
const mostTexts = 2_000;
const buckets = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** What is looked at when somebody asks for the numbers. */
export interface GatewayState {
  /** Operations that wait for their turn. */
  readonly waiting: () => number;
  /** Subgraphs that are left alone for a while after they hung, and whether each is. */
  readonly leftAlone: () => ReadonlyMap<string, boolean>;
  /** Last moment of the convention in force; null while nobody signs in. */
  readonly conventionEnds: () => Date | null;
  readonly now: () => Date;
}

interface MeasuredContext {
  /** Landlords of whom an answer could not be used, with the reason. */
  readonly unavailable: ReadonlyMap<string, string>;
}

/**
 * The gateway in numbers. Labels are names of the convention and of registered operations, and words of
 * ours: what callers choose is `other`.
 */
export class GatewayMetrics {
  readonly #operations: Histogram<"operation" | "outcome">;
  readonly #fetches: Histogram<"subgraph" | "outcome">;
  readonly #missing: Counter<"landlord" | "status">;
  readonly #refusals: Counter<"rule">;
  readonly #spent: Counter<"partner">;
  readonly #names = new BoundedLabel(mostValues);
  readonly #rules = new BoundedLabel(mostValues);
  readonly #registers: Metrics[];

  constructor(metrics: Metrics) {
    const registers = [metrics];
    this.#registers = registers;
    this.#operations = new Histogram({
      name: "palier_operation_seconds",
      help: "From an operation's arrival to its answer; outcome ok, errors or refused.",
      labelNames: ["operation", "outcome"],
      buckets,
      registers,
    });
    this.#fetches = new Histogram({
      name: "palier_subgraph_seconds",
      help: "Of one fetch from a subgraph; outcome ok or the reason why its answer could not be used.",
      labelNames: ["subgraph", "outcome"],
      buckets,
      registers,
    });
    this.#missing = new Counter({
      name: "palier_landlord_missing",
      help: "Operations that were answered without a landlord, by the reason.",
      labelNames: ["landlord", "status"],
      registers,
    });
    this.#refusals = new Counter({
      name: "palier_refusals",
      help: "What was refused, by the rule.",
      labelNames: ["rule"],
      registers,
    });
    this.#spent = new Counter({
      name: "palier_cost_spent",
      help: "What a partner's operations cost, in milliseconds of processor.",
      labelNames: ["partner"],
      registers,
    });
  }

  /** Told anew whenever somebody asks. */
  watch({ waiting, leftAlone, conventionEnds, now }: GatewayState): void {
    const registers = this.#registers;
    new Gauge({
      name: "palier_operations_waiting",
      help: "Operations that wait for their turn.",
      registers,
      collect() {
        this.set(waiting());
      },
    });
    new Gauge({
      name: "palier_breaker_open",
      help: "1 while a subgraph is left alone because it hung.",
      labelNames: ["subgraph"],
      registers,
      collect() {
        for (const [subgraph, isOpen] of leftAlone()) this.set({ subgraph }, isOpen ? 1 : 0);
      },
    });
    new Gauge({
      name: "palier_convention_days_left",
      help: "Until the convention in force ends.",
      registers,
      collect() {
        const ends = conventionEnds();
        if (ends !== null) this.set((ends.getTime() - now().getTime()) / (24 * 60 * 60_000));
      },
    });
  }

  readonly refused = (rule: string): void => {
    this.#refusals.inc({ rule: this.#rules.of(rule) });
  };

  readonly spent = (partner: string, cost: number): void => {
    this.#spent.inc({ partner }, cost);
  };

  readonly fetched = (subgraph: string, outcome: string, seconds: number): void => {
    this.#fetches.observe({ subgraph, outcome }, seconds);
  };

  /** @param registered whose names are told; the name of any other operation is its caller's choice. */
  plugin(registered: { has(documentHash: string): boolean }): ApolloServerPlugin<MeasuredContext> {
    const hashes = new BoundedMap<string, string>(mostTexts);
    const isRegistered = (source: string, textHash = source) => {
      const hash = hashes.get(textHash) ?? documentHash(source);
      hashes.set(textHash, hash);
      return registered.has(hash);
    };
    return {
      requestDidStart: async () => {
        const startedMs = performance.now();
        return {
          willSendResponse: async ({ source, document, queryHash, response, ...rest }) => {
            const { operationName, contextValue } = rest;
            if (response.body.kind !== "single") return;
            const { data, errors = [] } = response.body.singleResult;
            // A text that is no document has no hash.
            const isNamed = document !== undefined && source !== undefined && operationName;
            const isKnown = isNamed && isRegistered(source, queryHash);
            const operation = isKnown ? this.#names.of(operationName) : "other";
            const refused = data === undefined ? "refused" : "errors";
            const outcome = errors.length === 0 ? "ok" : refused;
            const seconds = (performance.now() - startedMs) / 1_000;
            this.#operations.observe({ operation, outcome }, seconds);
            for (const [landlord, status] of contextValue.unavailable) {
              this.#missing.inc({ landlord, status });
            }
          },
        };
      },
    };
  }
}
