import { createHash } from "node:crypto";
import { isRecord } from "@palier/service";
import {
  type ExecutionResult,
  executeSync,
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  parse,
} from "graphql";
import { answerOfToll, type Tollgate } from "../cost/tollgate.js";
import { OwnAccounts } from "../datasource/own-accounts.js";
import type { FetchContext } from "../datasource/subgraph-data-source.js";
import { mostTokens } from "../door/limits.js";
import type { AskedOperation, OperationJudge } from "../door/operation-judge.js";
import { assertQuery } from "../door/require-operation.js";
import type { maskError } from "../errors/mask-error.js";
import { tellAnswer } from "../errors/told-answer.js";
import type { Caller } from "../identity/callers.js";
import { RefusalNote } from "../refusals/refusal-note.js";
import type { Refusals } from "../refusals/refusals.js";
import { ofWholeList } from "./ask-planned.js";

/** What another gateway has read of a request. */
export interface GuestRequest {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

export interface GuestTerms {
  readonly caller: Caller;
  /** Aborts when the caller has left. */
  readonly leaving: AbortSignal;
  /** As the other gateway serves it, without what is inaccessible. */
  readonly schema: GraphQLSchema;
  /** Whether the caller asks what the operation costs. */
  readonly tellsCost: boolean;
}

/** What the other gateway answers, as it stands. */
export interface GuestAnswer {
  readonly result: FormattedExecutionResult;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface GuestParts {
  readonly judge: OperationJudge;
  readonly tollgate: Tollgate;
  readonly mask: ReturnType<typeof maskError>;
  /** Whether landlords have contradicted themselves, so that an operation is answered once more. */
  readonly disbelieve: (context: FetchContext) => boolean;
  /** Null where it is kept nowhere what is refused. */
  readonly note: Refusals["note"] | null;
}

/** Has another gateway's planner answer what would be let pass here, and tells its answer as ours is told. */
export class GuestOperations {
  readonly #parts: GuestParts;

  constructor(parts: GuestParts) {
    this.#parts = parts;
  }

  /** @param run plans and executes; what it asks of subgraphs is asked with the context. */
  async answer(
    request: GuestRequest,
    terms: GuestTerms,
    run: (context: FetchContext) => Promise<unknown>,
  ): Promise<GuestAnswer> {
    const noted = new RefusalNote();
    const answer = await this.#answer(request, terms, run).catch((error: unknown) =>
      this.#failed(error),
    );
    const name = typeof request.operationName === "string" ? request.operationName : null;
    const entry = noted.entry(answer.result, name, terms.caller.session);
    if (entry !== null) await this.#parts.note?.(entry);
    return answer;
  }

  async #answer(
    { query, operationName, variables }: GuestRequest,
    { caller, leaving, schema, tellsCost }: GuestTerms,
    run: (context: FetchContext) => Promise<unknown>,
  ): Promise<GuestAnswer> {
    if (typeof query !== "string" || query === "") {
      throw badRequest("Send the operation as text in query");
    }
    if (!isAbsent(operationName) && typeof operationName !== "string") {
      throw badRequest("operationName is a text");
    }
    if (!isAbsent(variables) && !isRecord(variables)) throw badRequest("variables are an object");
    const document = parsed(query);
    const operation = getOperationAST(document, operationName || null);
    assertQuery(operation);
    const textHash = createHash("sha256").update(query).digest("base64url");
    const name = operation.name?.value;
    const asked = {
      document,
      operation,
      textHash,
      operationName: name,
      variables: variables ?? undefined,
    };
    const { judge, tollgate, disbelieve } = this.#parts;
    const answer = await judge.answer(asked, caller, schema);
    if (answer !== null) return answer;
    const passed = await tollgate.pass(asked, caller, schema, leaving);
    if (passed.isRefused) return answerOfToll(passed);
    const context: FetchContext = {
      caller,
      leaving,
      unavailable: new Map(),
      allowances: new Map(),
      accounts: new OwnAccounts(),
      sitesAlong: new Map(),
      isCostly: passed.isCostly,
    };
    try {
      let answered = await run(context);
      // Each time one landlord more is left out, and of the others nothing is asked again.
      while (disbelieve(context)) answered = await run(context);
      const result = this.#masked(answered);
      // A planner that was given nothing says nothing; what was asked for is null all the same.
      result.data ??= nothingOf(asked, schema);
      tellAnswer(result, { operation, document }, context.unavailable);
      if (tellsCost) result.extensions = { ...result.extensions, cost: passed.bill };
      return { result, status: 200, headers: {} };
    } finally {
      passed.end();
    }
  }

  #masked(answer: unknown): {
    -readonly [Key in keyof FormattedExecutionResult]: FormattedExecutionResult[Key];
  } {
    // Answers that come in parts are not asked for here.
    if (!isRecord(answer)) throw new Error("the planner gave no answer");
    const { data, errors } = answer as ExecutionResult;
    const told = errors?.map((error) => this.#told(error));
    return { ...(data !== undefined && { data }), ...(told && { errors: told }) };
  }

  #told(error: GraphQLError | GraphQLFormattedError): GraphQLFormattedError {
    const formatted = error instanceof GraphQLError ? error.toJSON() : error;
    const { path = [], ...unplaced } = formatted;
    const isOfList = unplaced.extensions?.[ofWholeList] === true;
    const place = isOfList ? path.slice(0, -1) : path;
    return this.#parts.mask(place.length > 0 ? { ...unplaced, path: place } : unplaced, error);
  }

  #failed(error: unknown): GuestAnswer {
    const formatted = error instanceof GraphQLError ? error.toJSON() : { message: "" };
    const http: unknown = formatted.extensions?.http;
    const status = isRecord(http) && typeof http.status === "number" ? http.status : 500;
    return { result: { errors: [this.#parts.mask(formatted, error)] }, status, headers: {} };
  }
}

/** Null for each root field that was asked for. */
function nothingOf({ document, operationName, variables }: AskedOperation, schema: GraphQLSchema) {
  const nothing = executeSync({
    schema,
    document,
    operationName: operationName ?? null,
    ...(variables && { variableValues: variables }),
  });
  return nothing.data ?? null;
}

function parsed(query: string) {
  try {
    return parse(query, { maxTokens: mostTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    const { message, source, positions } = error;
    const extensions = { code: "GRAPHQL_PARSE_FAILED", http: { status: 400 } };
    throw new GraphQLError(message, {
      source: source ?? null,
      positions: positions ?? null,
      extensions,
    });
  }
}

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST", http: { status: 400 } } });
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}
