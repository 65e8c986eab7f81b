import type { QueryPlan } from "@apollo/query-planner";
import { type ApolloServerPlugin, HeaderMap } from "@apollo/server";
import { UnavailableError } from "@palier/schema";
import { toldToWait } from "../cost/refuse-unread.js";
import type { TollAnswer } from "../cost/tollgate.js";
import { anybody, askerOf } from "../turns/asker.js";
import type { PlannedOperation, Planner } from "./planner.js";
import { PlanningEndedError } from "./planning-thread.js";

interface PlannedContext {
  /** Null while nobody signs in. */
  readonly caller: { readonly session: Parameters<typeof askerOf>[0] } | null;
  /** Aborts when the caller has left. */
  readonly leaving: AbortSignal;
}

/** In which others' plans are made, or another thread is there. */
const retryAfterSeconds = 3;

/** Plans of the operations that are being answered, by their request's context. */
export class RequestPlans {
  readonly #planner: Pick<Planner, "plan">;
  readonly #plans = new WeakMap<object, QueryPlan | Error>();

  constructor(planner: Pick<Planner, "plan">) {
    this.#planner = planner;
  }

  /** @throws what kept the planner from planning it. */
  of(context: object): QueryPlan {
    const plan = this.#plans.get(context);
    if (plan === undefined) throw new Error("an operation came to be answered without a plan");
    if (plan instanceof Error) throw plan;
    return plan;
  }

  /** Has every operation planned that was judged and let pass, or says that it cannot be now. */
  plugin(): ApolloServerPlugin<PlannedContext> {
    return {
      requestDidStart: async () => ({
        responseForOperation: async ({ contextValue, source, queryHash, operation }) => {
          const textHash = queryHash ?? source;
          const operationName = operation.name?.value ?? null;
          const refusal = await this.#plan({ text: source, textHash, operationName }, contextValue);
          if (refusal === null) return null;
          const { result: singleResult, status, headers } = refusal;
          const http = { status, headers: new HeaderMap(Object.entries(headers)) };
          return { body: { kind: "single", singleResult }, http };
        },
      }),
    };
  }

  async #plan(operation: PlannedOperation, context: PlannedContext): Promise<TollAnswer | null> {
    const { caller, leaving } = context;
    const asker = caller === null ? anybody : askerOf(caller.session);
    try {
      const plan = await this.#planner.plan(operation, asker, leaving);
      if (plan === null) return toldToWait(retryAfterSeconds);
      this.#plans.set(context, plan);
    } catch (error) {
      if (error instanceof PlanningEndedError) return unavailable();
      if (!(error instanceof Error)) throw error;
      // Told, and written down, as whatever else goes wrong while it is answered.
      this.#plans.set(context, error);
    }
    return null;
  }
}

function unavailable(): TollAnswer {
  const { message, extensions } = new UnavailableError();
  return {
    result: { errors: [{ message, extensions: { ...extensions, retryAfterSeconds } }] },
    status: 503,
    headers: { "retry-after": `${retryAfterSeconds}` },
  };
}
