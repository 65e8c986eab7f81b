import { Fragments, type GraphExtent, operationCost } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import {
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLSchema,
  getVariableValues,
  type OperationDefinitionNode,
} from "graphql";
import type { Session } from "../identity/session.js";
import { type Asker, askerOf } from "../turns/asker.js";
import type { Passage, Toll, TollRefusal } from "./toll.js";

/** An operation that was judged. */
export interface ChargedOperation {
  readonly document: DocumentNode;
  /** Names the document's text. */
  readonly textHash: string;
  readonly operation: OperationDefinitionNode;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

/** Who is charged; null while nobody signs in. */
export type Charged = {
  readonly session: Pick<Session, "subject" | "partner">;
  readonly extent: GraphExtent;
} | null;

/** With any value: the answer's `extensions.cost` says what it cost. */
export const costHeader = "palier-cost";

/** Texts whose plans a planner that does not say can be taken to have kept. */
const mostPlanned = 1_000;

/** Whether a plan is kept for an operation of a text. */
export type IsPlanned = (charged: Pick<ChargedOperation, "textHash" | "operation">) => boolean;

/** Knows what an operation that was judged costs, before it is planned, and has the toll let it pass. */
export class Tollgate {
  readonly #toll: Pick<Toll, "pass">;
  readonly #open: GraphExtent;
  readonly #isPlanned: IsPlanned | null;
  readonly #passed = new BoundedMap<string, true>(mostPlanned);

  /**
   * @param open the graph while nobody signs in.
   * @param isPlanned where the planner says so.
   */
  constructor(toll: Pick<Toll, "pass">, open: GraphExtent, isPlanned: IsPlanned | null = null) {
    this.#toll = toll;
    this.#open = open;
    this.#isPlanned = isPlanned;
  }

  async pass(
    charged: ChargedOperation,
    caller: Charged,
    schema: GraphQLSchema,
    leaving: AbortSignal,
  ): Promise<Passage | TollRefusal> {
    const { document, operation, variables = {} } = charged;
    const { variableDefinitions = [] } = operation;
    const { coerced } = getVariableValues(schema, variableDefinitions, variables);
    // The schema that they were found right for is part of this one.
    if (coerced === undefined) throw new Error("variables were judged right and are not");
    const extent = caller?.extent ?? this.#open;
    const fragments = new Fragments(document);
    const cost = operationCost({ operation, fragments, schema, variables: coerced, extent });
    const asker = caller && askerOf(caller.session);
    const text = `${charged.textHash} ${operation.name?.value ?? ""}`;
    const isPlanned = this.#isPlanned?.(charged) ?? this.#passed.has(text);
    const passed = await this.#toll.pass(asker, cost, isPlanned, leaving);
    if (!passed.isRefused) this.#passed.set(text, true);
    return passed;
  }
}

/** What a caller is told that was not let pass. */
export interface TollAnswer {
  readonly result: FormattedExecutionResult;
  readonly status: 400 | 429 | 503;
  readonly headers: Readonly<Record<string, string>>;
}

/** Has what is answered or refused without planning paid for; null for who has paid. */
export function payingAtDoor(
  toll: Pick<Toll, "payAtDoor">,
): (asker: Asker) => Promise<TollAnswer | null> {
  return async (asker) => {
    const refusal = await toll.payAtDoor(asker);
    return refusal && answerOfToll(refusal);
  };
}

export function answerOfToll({ error, details, retryAfterSeconds }: TollRefusal): TollAnswer {
  const { message, extensions } = error;
  return {
    result: { errors: [{ message, extensions: { ...extensions, ...details } }] },
    status: retryAfterSeconds === null ? 400 : 429,
    headers: retryAfterSeconds === null ? {} : { "retry-after": `${retryAfterSeconds}` },
  };
}
