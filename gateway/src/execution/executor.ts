import { type Operation, operationFromDocument, type Schema } from "@apollo/federation-internals";
import { evaluateCondition, type PlanNode, type QueryPlan } from "@apollo/query-planner";
import { type DocumentNode, type ExecutionResult, GraphQLError, type GraphQLSchema } from "graphql";
import { AnswerOutline } from "./answer-outline.js";
import { TypeConditions } from "./entities.js";
import { PlanRun, type RunParts } from "./plan-run.js";
import { rowsAlong } from "./rows-along.js";

/** An operation that is answered by its plan. */
export interface AskedOperation {
  readonly plan: QueryPlan;
  readonly document: DocumentNode;
  readonly operationName: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Asks a subgraph for it. */
  readonly ask: RunParts["ask"];
}

/** What is the same each time that an operation is asked. */
interface Prepared {
  readonly operation: Operation;
  readonly outline: AnswerOutline;
  readonly node: PlanNode | null;
  readonly rowsAlong: RunParts["rowsAlong"];
}

/**
 * Answers operations by plans of @apollo/query-planner as @apollo/gateway does, to the byte; what is the
 * same for all requests of an operation is made once, and places that many fetches look through, once a
 * step.
 */
export class Executor {
  readonly #schema: Schema;
  readonly #types: TypeConditions;
  /** Of operations of the plans that are kept. */
  readonly #prepared = new WeakMap<QueryPlan, Prepared | null>();

  /**
   * @param schema as callers know it.
   * @param types every type of every subgraph.
   */
  constructor(schema: Schema, types: GraphQLSchema) {
    this.#schema = schema;
    this.#types = new TypeConditions(types);
  }

  /** Whether it is one that can be answered here: one about the schema itself is not. */
  canAnswer(asked: AskedOperation): boolean {
    return this.#prepare(asked) !== null;
  }

  async execute(asked: AskedOperation): Promise<ExecutionResult> {
    const prepared = this.#prepare(asked);
    if (prepared === null) throw new Error("an operation that is answered elsewhere");
    const { operation, outline, node, rowsAlong } = prepared;
    const { variables, ask } = asked;
    const run = new PlanRun({
      types: this.#types,
      ask,
      variables,
      rowsAlong,
      isTrue: (condition) =>
        evaluateCondition(
          { kind: "Condition", condition },
          operation.variableDefinitions,
          variables,
        ),
    });
    if (node !== null) await run.run(node);
    const errors = run.errors as GraphQLError[];
    try {
      const data = outline.read(run.gathered, variables);
      return errors.length === 0 ? { data } : { errors, data };
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      return { errors: [new GraphQLError(error.message, { originalError: error })] };
    }
  }

  #prepare({ plan, document, operationName }: AskedOperation): Prepared | null {
    const known = this.#prepared.get(plan);
    if (known !== undefined) return known;
    const operation = operationFromDocument(this.#schema, document, {
      validate: false,
      ...(operationName !== undefined && { operationName }),
    });
    const outline = AnswerOutline.of(operation);
    const { node = null } = plan;
    const isHere = outline !== null && node?.kind !== "Subscription";
    const prepared = isHere ? { operation, outline, node, rowsAlong: rowsAlong(node) } : null;
    this.#prepared.set(plan, prepared);
    return prepared;
  }
}
