import { createHash } from "node:crypto";
import type { QueryPlan } from "@apollo/query-planner";
import { Kind, parse } from "graphql";
import { type Asker, anybody } from "../turns/asker.js";
import { type Alarm, type TurnLimits, Turns } from "../turns/turns.js";
import { KeptPlans } from "./kept-plans.js";
import type { PlanningThread } from "./planning-thread.js";

/** An operation of a text, by what its plan is kept under. */
export interface PlannedOperation {
  readonly text: string;
  /** Names the text. */
  readonly textHash: string;
  readonly operationName: string | null;
}

/** Some hundred of the largest plans, some thousand of a page's. */
const mostCharacters = 30 * 1024 * 1024;
/** Who has more than so many texts to plan has not waited for the first. */
const waiting = { person: 20, gateway: 200 };
/** Pages of a dashboard, and what programs ask again and again. */
const mostNoted = 200;
/** Characters. */
const longestNoted = 20_000;
/** Longer than the longest plan takes. */
const longestWaitMs = 12_000;
const oneAtATime = { operations: 1, cost: Number.POSITIVE_INFINITY };
const limits: TurnLimits = {
  person: oneAtATime,
  partner: oneAtATime,
  gateway: oneAtATime,
  waiting,
  longestWaitMs,
};

/**
 * Plans of operations. A text that was not planned before is planned in a thread beside, one at a time, in
 * turns that go round the partners: whoever sends new texts delays new texts of its own, and the gateway
 * goes on answering.
 */
export class Planner {
  readonly #thread: Pick<PlanningThread, "plan">;
  readonly #turns: Turns;
  readonly #kept = new KeptPlans(mostCharacters);
  /** By the key of its plan, the latest last. */
  readonly #asked = new Map<string, PlannedOperation>();

  constructor(thread: Pick<PlanningThread, "plan">, alarm?: Alarm) {
    this.#thread = thread;
    this.#turns = new Turns(limits, alarm);
  }

  /** The operations that were asked last, the latest first. */
  recent(most: number): PlannedOperation[] {
    return [...this.#asked.values()].slice(-most).reverse();
  }

  isKept(operation: Omit<PlannedOperation, "text">): boolean {
    return this.#kept.has(keyOf(operation));
  }

  /**
   * @param leaving aborts when the caller has gone: what waits for its turn is not planned then.
   * @returns null when there is no turn in time.
   * @throws PlanningEndedError when the thread ended meanwhile.
   */
  async plan(
    operation: PlannedOperation,
    asker: Asker,
    leaving: AbortSignal,
  ): Promise<QueryPlan | null> {
    this.#note(keyOf(operation), operation);
    return this.#plan(operation, asker, leaving);
  }

  /** Has planned what nobody has asked yet, each operation of these texts in its turn; what cannot be planned is passed over. */
  async planAhead(texts: Iterable<string>, ending: AbortSignal): Promise<void> {
    for (const text of texts) {
      for (const operation of operationsIn(text)) {
        if (ending.aborted) return;
        // Told to whoever asks it.
        await this.#plan(operation, anybody, ending).catch(() => null);
      }
    }
  }

  async #plan(
    operation: PlannedOperation,
    asker: Asker,
    leaving: AbortSignal,
  ): Promise<QueryPlan | null> {
    const key = keyOf(operation);
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const end = await this.#turns.take(asker, 1, leaving);
    if (end === null) return null;
    try {
      const { text, operationName } = operation;
      // Somebody else's turn may have been for the same text.
      const plan = this.#kept.get(key);
      return plan ?? this.#kept.keep(key, await this.#thread.plan({ text, operationName }));
    } finally {
      end();
    }
  }

  #note(key: string, operation: PlannedOperation): void {
    if (operation.text.length > longestNoted) return;
    this.#asked.delete(key);
    this.#asked.set(key, operation);
    if (this.#asked.size <= mostNoted) return;
    const [oldest] = this.#asked.keys();
    if (oldest !== undefined) this.#asked.delete(oldest);
  }
}

/** As a request that asks for one of them names it. */
function operationsIn(text: string): PlannedOperation[] {
  const textHash = createHash("sha256").update(text).digest("hex");
  return parse(text, { noLocation: true }).definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION
      ? [{ text, textHash, operationName: each.name?.value ?? null }]
      : [],
  );
}

function keyOf({ textHash, operationName }: Omit<PlannedOperation, "text">): string {
  return `${textHash} ${operationName ?? ""}`;
}
