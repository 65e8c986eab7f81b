import { Counter, Gauge, Histogram } from "prom-client";
import type { Log } from "../log/log.js";
import { BoundedLabel, type Metrics, openMetrics } from "./metrics.js";
import { type MetricsEndpoint, serveMetrics } from "./metrics-server.js";

/** Names of operations, and reasons of refusals, that are told apart. */
const mostValues = 200;
/** Seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** How an operation ended: with an answer, with errors in it, or with a refusal. */
export type Outcome = "ok" | "errors" | "refused";

/** A number with its labels. */
export type Sample<L extends string> = readonly [Readonly<Record<L, string>>, number];

/** What is looked at whenever somebody asks for the numbers. */
export interface ToldNumber<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly L[];
  readonly read: () => Iterable<Sample<L>> | Promise<Iterable<Sample<L>>>;
}

/** A number that has no labels. */
export function plain(value: number): Iterable<Sample<never>> {
  return [[{}, value]];
}

/**
 * A process of ours in numbers: what any of them tells, and room for what only one does. Labels are names of
 * the convention and of registered operations, and words of ours: what callers choose is `other`.
 */
export class ServiceMetrics {
  readonly #registry: Metrics;
  readonly #operations: Histogram<"operation" | "outcome">;
  readonly #refusals: Counter<"rule">;
  readonly #names = new BoundedLabel(mostValues);
  readonly #rules = new BoundedLabel(mostValues);
  #told: Awaited<ReturnType<typeof serveMetrics>> | null = null;

  /** @param service `gateway`, `convention`, a landlord's slug. */
  constructor(service: string) {
    this.#registry = openMetrics(service);
    this.#operations = this.seconds({
      name: "palier_operation_seconds",
      help: "From an operation's arrival to its answer; outcome ok, errors or refused.",
      labels: ["operation", "outcome"],
    });
    this.#refusals = this.counter({
      name: "palier_refusals",
      help: "What was refused, by the rule.",
      labels: ["rule"],
    });
  }

  /** @param operation a name of ours or of the convention's. */
  readonly answered = (operation: string, outcome: Outcome, seconds: number): void => {
    this.#operations.observe({ operation: this.#names.of(operation), outcome }, seconds);
  };

  readonly refused = (rule: string): void => {
    this.#refusals.inc({ rule: this.#rules.of(rule) });
  };

  /** How long something takes. */
  seconds<L extends string>({ name, help, labels }: Described<L>): Histogram<L> {
    return new Histogram({ name, help, labelNames: labels, buckets, registers: this.#registers });
  }

  counter<L extends string>({ name, help, labels }: Described<L>): Counter<L> {
    return new Counter({ name, help, labelNames: labels, registers: this.#registers });
  }

  /** A number that goes up and down, looked at when somebody asks. */
  tell<L extends string = never>({ name, help, labels = [], read }: ToldNumber<L>): void {
    new Gauge<L>({
      name,
      help,
      labelNames: labels,
      registers: this.#registers,
      async collect() {
        const samples = [...(await readable(read))];
        this.reset();
        // Without labels a reset says 0, which would be a lie.
        if (labels.length === 0 && samples.length === 0) this.remove();
        for (const [told, value] of samples) this.set(told as never, value);
      },
    });
  }

  /**
   * Tells the numbers where the settings say so.
   *
   * @returns null where they are told nowhere.
   * @throws ConfigurationError when the port cannot be taken.
   */
  async serve(endpoint: MetricsEndpoint | null | undefined, log: Log): Promise<string | null> {
    this.#told = endpoint ? await serveMetrics(this.#registry, endpoint, log) : null;
    return this.#told?.url ?? null;
  }

  async stop(): Promise<void> {
    await this.#told?.stop();
  }

  get #registers(): Metrics[] {
    return [this.#registry];
  }
}

/** What cannot be read is absent: a process without its database tells all the rest. */
async function readable<L extends string>(
  read: ToldNumber<L>["read"],
): Promise<Iterable<Sample<L>>> {
  try {
    return await read();
  } catch {
    // The log of whoever serves by it says why.
    return [];
  }
}

interface Described<L extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
}
