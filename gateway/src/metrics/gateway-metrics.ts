import type { ApolloServerPlugin } from "@apollo/server";
import { type Convention, documentHash } from "@palier/schema";
import { BoundedMap, noteOfPart, plain, type ServiceMetrics } from "@palier/service";
import type { Counter, Histogram } from "prom-client";
import type { Readiness } from "../connection/readiness.js";

/** Texts that are hashed once while they come again and again. */
const mostTexts = 2_000;
const dayMs = 24 * 60 * 60_000;

/** What is looked at when somebody asks for the numbers. */
export interface GatewayState {
  /** Operations that wait for their turn. */
  readonly waiting: () => number;
  /** Whether what is shared with other gateways is away; null where nothing is. */
  readonly isMemoryAway: () => boolean | null;
  /** Subgraphs that are left alone for a while after they hung, and whether each is. */
  readonly leftAlone: () => ReadonlyMap<string, boolean>;
  /** The version that waits for somebody to accept what it takes from callers. */
  readonly unaccepted: () => Pick<Convention, "version" | "validity"> | null;
  /** What each subgraph says of itself. */
  readonly readiness: () => Promise<ReadonlyMap<string, Readiness>>;
}

interface MeasuredContext {
  /** Landlords of whom an answer could not be used, with the reason. */
  readonly unavailable: ReadonlyMap<string, string>;
}

/** The gateway in numbers, besides what any process of ours tells. */
export class GatewayMetrics {
  readonly #service: ServiceMetrics;
  readonly #fetches: Histogram<"subgraph" | "outcome">;
  readonly #missing: Counter<"landlord" | "status">;
  readonly #spent: Counter<"partner">;
  readonly #alone: Counter<"use">;

  constructor(service: ServiceMetrics) {
    this.#service = service;
    this.#fetches = service.seconds({
      name: "palier_subgraph_seconds",
      help: "Of one fetch from a subgraph; outcome ok or the reason why its answer could not be used.",
      labels: ["subgraph", "outcome"],
    });
    this.#missing = service.counter({
      name: "palier_landlord_missing",
      help: "Operations that were answered without a landlord, by the reason.",
      labels: ["landlord", "status"],
    });
    this.#spent = service.counter({
      name: "palier_cost_spent",
      help: "What a partner's operations cost, in milliseconds of processor.",
      labels: ["partner"],
    });
    this.#alone = service.counter({
      name: "palier_decided_alone",
      help: "What was decided without the other gateways: a budget, a statement that serves once, a session that was ended.",
      labels: ["use"],
    });
  }

  /** Told anew whenever somebody asks. */
  watch({ waiting, isMemoryAway, leftAlone, unaccepted, readiness }: GatewayState): void {
    this.#tellOfEach(
      readiness,
      "palier_subgraph_ready",
      "1 while a subgraph says that it can answer, else 0.",
      ({ isReady }) => Number(isReady),
    );
    this.#tellOfEach(
      readiness,
      "palier_subgraph_in_force",
      "0 while a landlord's node says that it answers nobody under the convention, else 1.",
      ({ convention }) => Number(convention === null || convention === "IN_FORCE"),
    );
    this.#tellOfEach(
      readiness,
      "palier_subgraph_clock_ahead_seconds",
      "By how much a subgraph's clock is ahead of this machine's, at least; negative: behind.",
      ({ clockAheadMs }) => clockAheadMs / 1_000,
    );
    this.#service.tell({
      name: "palier_operations_waiting",
      help: "Operations that wait for their turn.",
      read: () => plain(waiting()),
    });
    this.#service.tell({
      name: "palier_convention_unaccepted_days",
      help: "Until the first day of a version that waits for `palier compose --accept`; without it nobody is asked under it.",
      labels: ["version"],
      read: () => {
        const held = unaccepted();
        if (held === null) return [];
        const first = Date.parse(`${held.validity.from}T00:00:00Z`);
        return [[{ version: String(held.version) }, (first - Date.now()) / dayMs]];
      },
    });
    this.#service.tell({
      name: "palier_shared_memory_away",
      help: "1 while what this gateway shares with others is away.",
      read: () => {
        const isAway = isMemoryAway();
        return isAway === null ? [] : plain(isAway ? 1 : 0);
      },
    });
    this.#service.tell({
      name: "palier_breaker_open",
      help: "1 while a subgraph is left alone because it hung.",
      labels: ["subgraph"],
      read: () => [...leftAlone()].map(([subgraph, isOpen]) => [{ subgraph }, isOpen ? 1 : 0]),
    });
  }

  #tellOfEach(
    readiness: GatewayState["readiness"],
    name: string,
    help: string,
    of: (readiness: Readiness) => number,
  ): void {
    const read = async () =>
      [...(await readiness())].map(([subgraph, said]) => [{ subgraph }, of(said)] as const);
    this.#service.tell({ name, help, labels: ["subgraph"], read });
  }

  readonly decidedAlone = (use: string): void => {
    this.#alone.inc({ use });
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
            const operation = isKnown ? operationName : "other";
            const refused = data === undefined ? "refused" : "errors";
            const outcome = errors.length === 0 ? "ok" : refused;
            const seconds = (performance.now() - startedMs) / 1_000;
            this.#service.answered(operation, outcome, seconds);
            noteOfPart({ "palier.operation": operation, "palier.outcome": outcome });
            for (const [landlord, status] of contextValue.unavailable) {
              this.#missing.inc({ landlord, status });
            }
          },
        };
      },
    };
  }
}
