import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from "@apollo/gateway";
import { logHeadsHeader } from "@palier/schema";
import { inPart, isRecord, noteOfPart, requestIdHeaders, traceHeaders } from "@palier/service";
import type { GraphQLFormattedError } from "graphql";
import type { SubgraphConnection } from "../connection/subgraph-connection.js";
import {
  CallerLeftError,
  type FailureReason,
  invalidAnswer,
  SubgraphFailure,
} from "../connection/subgraph-failure.js";
import { toldErrors } from "../errors/told-errors.js";
import type { LogHeadRelay } from "../heads/log-head-relay.js";
import { anybody as anybodyAsks, askerOf } from "../turns/asker.js";
import { AnswerReading } from "./answer-reading.js";
import type { Credentials, ProofHeaders } from "./credentials.js";
import {
  disbelieved,
  type EntityQuestion,
  outOfDomain,
  type Representation,
  readEntities,
  unanswered,
  withoutRefusal,
} from "./entity-answers.js";
import type { FailureListener } from "./failure-log.js";
import type { FetchTurns } from "./fetch-turns.js";
import { HangBreaker } from "./hang-breaker.js";
import type { OwnAccounts } from "./own-accounts.js";
import { type EntityFetch, QuestionsOfAStep } from "./questions-of-a-step.js";
import type { ReaderTerms } from "./reader-terms.js";
import {
  type AskedAlong,
  askedAlong,
  keyOfLater,
  type LaterQuestion,
  type SitesAlong,
} from "./rows-along.js";
import {
  failureError,
  maskedError,
  readErrors,
  refusedError,
  type Subgraph,
  type SubgraphError,
} from "./subgraph-errors.js";
import type { SubgraphOperation, SubgraphOperations } from "./subgraph-operation.js";
import type { SupergraphReading } from "./supergraph-reading.js";
import { TimeAllowance } from "./time-allowance.js";

/** What the fetches of one query share. */
export interface FetchContext {
  /** On whose behalf subgraphs are asked; null while nobody signs in. */
  readonly caller: {
    readonly credentials: Credentials;
    readonly reader: ReaderTerms;
    readonly session: { readonly subject: string; readonly partner: { readonly code: string } };
  } | null;
  /** Aborts when the caller has left: what was asked for it ends, and nothing more is asked. */
  readonly leaving: AbortSignal;
  /** Landlords of whom an answer could not be used, with the first reason; filled in by the fetches. */
  readonly unavailable: Map<string, FailureReason>;
  /** What landlords say of themselves; filled in by the fetches. */
  readonly accounts: OwnAccounts<Response>;
  /** What came with the pages of lists; filled in by the fetches. */
  readonly sitesAlong: SitesAlong;
  /** What the query may still wait, by subgraph; filled in by the fetches. */
  readonly allowances: Map<string, TimeAllowance>;
  /** Whether its fetches take turns with their like; said once it is let pass. */
  isCostly: boolean;
}

/** What a plan asks later, of the rows of the lists that it asks for now. */
export interface AskedLater {
  readonly question: PlannedRequest;
  /** How many landlords' lists are merged. */
  readonly lists: number;
}

/** What a plan sends to a subgraph. */
export interface PlannedRequest {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
  readonly operationName?: string | undefined;
}

type Options = GraphQLDataSourceProcessOptions<FetchContext>;
type Response = Awaited<ReturnType<GraphQLDataSource<FetchContext>["process"]>>;

export interface DataSourceParts {
  readonly subgraph: Subgraph;
  readonly connection: Pick<SubgraphConnection, "post" | "isAlive">;
  readonly supergraph: SupergraphReading;
  /** What answers are held to while nobody signs in. */
  readonly anybody: ReaderTerms;
  /** What one query may wait for this subgraph in all; a costly one twice, though not for one answer. */
  readonly timeoutMs: number;
  readonly onFailure: FailureListener;
  /** Shared by all subgraphs. */
  readonly turns: Pick<FetchTurns, "take">;
  /** Is told how long each fetch took, and `ok` or why its answer could not be used. */
  readonly onFetched?: ((subgraph: string, outcome: string, seconds: number) => void) | undefined;
  /** Brings the heads of access logs along; absent where nobody signs in. */
  readonly heads?: Pick<LogHeadRelay, "exchangeWith"> | undefined;
}

/**
 * Of an answer that goes into totals and lists, in characters: several times a full page. Those of all
 * landlords are sent to classification together, and one that is endless must not cost the others.
 */
const largestCounted = 1024 * 1024;
const restMs = 5_000;
/** A hang speaks against a subgraph for as long as so many queries may wait one after the other. */
const waitsRemembered = 6;

/**
 * As many time limits a costly operation may be answered for by one subgraph: its fetches follow each
 * other where those of others run side by side.
 */
const costlyTimeouts = 2;

/**
 * A node that keeps a field of sites to itself, or of a version that gives none with its pages, is asked
 * for them once more each time that they are asked for along: not for a while, then.
 */
const alongRestMs = 60_000;

/** Path, within an answer, of the only entity where the plan asks for one. */
const firstEntity = ["_entities", 0];

/**
 * Asks one subgraph on behalf of a plan. It never throws for what a subgraph does: it answers in its
 * place, so that the rest of the plan goes on and coverage can tell. It throws once the caller has
 * left: the plan comes to its end without another fetch.
 */
export class SubgraphDataSource implements GraphQLDataSource<FetchContext> {
  readonly #parts: DataSourceParts;
  readonly #operations: SubgraphOperations;
  readonly #breaker: HangBreaker;
  readonly #steps = new QuestionsOfAStep();
  #alongFromMs = 0;

  constructor(parts: DataSourceParts) {
    this.#parts = parts;
    this.#operations = parts.supergraph.operationsOf(parts.subgraph.name);
    this.#breaker = new HangBreaker({
      windowMs: waitsRemembered * parts.timeoutMs,
      restMs,
      now: () => performance.now(),
      isAlive: () => parts.connection.isAlive(),
    });
  }

  /** Whether the subgraph is left alone for a while because it hung. */
  get isLeftAlone(): boolean {
    return this.#breaker.isOpen;
  }

  async process(options: Options): Promise<Response> {
    const { query = "", variables, operationName } = options.request;
    const path = "pathInIncomingRequest" in options ? (options.pathInIncomingRequest ?? []) : [];
    // The only other kinds are the health check and introspection of @apollo/gateway, which are off.
    const context = options.context as FetchContext;
    return this.ask({ query, variables, operationName }, context, path.includes("@"));
  }

  /**
   * @param isList whether the plan's entities stand in a list.
   * @param later asked with it where that is as well.
   */
  ask(
    { query, variables = {}, operationName }: PlannedRequest,
    context: FetchContext,
    isList: boolean,
    later: AskedLater | null = null,
  ): Promise<Response> {
    const { subgraph, supergraph, anybody } = this.#parts;
    const operation = this.#operations.read(query);
    const body = JSON.stringify({ query, variables, operationName });
    const reading = new AnswerReading(
      subgraph.isLandlord ? subgraph.name : null,
      operation,
      variables,
      context.caller?.reader ?? anybody,
    );
    if (!operation.isForEntities) {
      return this.#answerRoot(
        operation,
        reading,
        () => this.#ask(operation, body, context),
        context,
      );
    }
    const question: EntityQuestion = {
      isLandlord: subgraph.isLandlord,
      operation,
      // The plan's own: it sends representations with every fetch of entities.
      representations: variables.representations as readonly Representation[],
      reading,
      countedTypes: supergraph.countedTypes,
      isSoleSource: (typeName) => supergraph.isSoleSource(subgraph.name, typeName),
    };
    const isCounted = question.representations.every(({ __typename }) =>
      question.countedTypes.has(__typename),
    );
    const largestAnswer = isCounted ? largestCounted : undefined;
    const { representations, ...others } = variables;
    const fetch = {
      query,
      representations: question.representations,
      variables: others,
      largestAnswer,
    };
    const known = this.#cameAlong(fetch, context);
    const ask = () =>
      known ??
      this.#steps.ask(fetch, context, {
        alone: () => this.#ask(operation, body, context, largestAnswer),
        joined: (all) => this.#askJoined(all, context),
        along: later && this.#along(later, question.representations, context),
        came: ({ later }, sites) => this.#came(later, sites, context),
      });
    const answer = () => this.#answerEntities(question, ask, context, isList);
    return isCounted && subgraph.isLandlord
      ? this.#answerCounted(question, body, context, answer)
      : answer();
  }

  /** Of a landlord that has contradicted itself in this query nothing more is believed. */
  async #answerCounted(
    question: EntityQuestion,
    body: string,
    { accounts }: FetchContext,
    answer: () => Promise<Response>,
  ): Promise<Response> {
    const { name } = this.#parts.subgraph;
    const { representations } = question;
    const asked = `${name} ${body}`;
    const known = accounts.known(asked);
    if (accounts.isDisbelieved(name)) {
      const given: readonly unknown[] = known?.data?._entities ?? [];
      const entities = representations.map((each, at) => disbelieved(question, each, given[at]));
      return response({ _entities: entities }, []);
    }
    if (known !== undefined) return known;
    const answered = await answer();
    const entities: readonly unknown[] = answered.data?._entities ?? [];
    for (const [index, { id }] of representations.entries()) {
      accounts.note(name, id, entities[index]);
    }
    accounts.keep(asked, answered);
    return answered;
  }

  async #answerRoot(
    { shape, rootType }: SubgraphOperation,
    reading: AnswerReading,
    ask: () => Promise<unknown>,
    context: FetchContext,
  ): Promise<Response> {
    try {
      const body = await ask();
      if (!isRecord(body)) throw invalidAnswer("the answer is no object");
      const errors = readErrors(body.errors);
      const given = body.data;
      const data = isRecord(given)
        ? withoutRefusal(() => shape.read(given, rootType, reading.begin(""), reading))
        : null;
      if (data === null && errors.length === 0) throw invalidAnswer("no data");
      const masked = this.#masked(errors, (path) => path);
      return response(data, [...masked, ...this.#refused(reading.refused, [], context)]);
    } catch (error) {
      const failure = this.#note(error, context);
      return response(null, [failureError(this.#parts.subgraph, failure.reason)]);
    }
  }

  async #answerEntities(
    question: EntityQuestion,
    ask: () => Promise<unknown>,
    context: FetchContext,
    isList: boolean,
  ): Promise<Response> {
    try {
      const { entities, errors, unusable, failure, refused } = readEntities(question, await ask());
      if (failure !== null) this.#note(failure, context);
      // In a list @apollo/gateway counts positions over the entities of every subgraph, not of this
      // one: an error would point at another landlord's site. So it points at the list.
      const masked = this.#masked(errors, (path) => (isList ? [] : path));
      if (unusable !== null) masked.push(this.#failed(unusable.reason, isList));
      masked.push(...this.#refused(refused, isList ? [] : firstEntity, context));
      return response({ _entities: entities }, masked);
    } catch (error) {
      const { reason } = this.#note(error, context);
      const { representations, countedTypes } = question;
      const isShown = representations.some(({ __typename }) => !countedTypes.has(__typename));
      return response(
        { _entities: representations.map((each) => unanswered(question, each, reason)) },
        isShown ? [this.#failed(reason, isList)] : [],
      );
    }
  }

  /** What is asked for with pages; null where it is asked for by itself. */
  #along(
    { question: { query, variables = {} }, lists }: AskedLater,
    pages: readonly Representation[],
    { caller }: FetchContext,
  ): AskedAlong | null {
    const { subgraph, anybody } = this.#parts;
    if (!subgraph.isLandlord || performance.now() < this.#alongFromMs) return null;
    const later: LaterQuestion = { query, variables };
    return askedAlong({
      landlord: subgraph.name,
      later,
      document: this.#steps.documents.read(query),
      operation: this.#operations.read(query),
      lists,
      pages,
      reader: caller?.reader ?? anybody,
    });
  }

  #came(
    later: LaterQuestion,
    sites: ReadonlyMap<string, unknown> | null,
    { sitesAlong, leaving }: FetchContext,
  ): void {
    // What is broken off for a caller who left says nothing of the subgraph.
    if (leaving.aborted) return;
    if (sites === null) this.#alongFromMs = performance.now() + alongRestMs;
    else sitesAlong.set(keyOfLater(this.#parts.subgraph.name, later), sites);
  }

  /** The answer to what was asked along with pages; null where it does not hold all. */
  #cameAlong(
    { query, variables, representations }: EntityFetch,
    { sitesAlong }: FetchContext,
  ): Promise<unknown> | null {
    if (sitesAlong.size === 0) return null;
    const { name } = this.#parts.subgraph;
    const sites = sitesAlong.get(keyOfLater(name, { query, variables }));
    const entities = representations.map(({ id }) => sites?.get(String(id)));
    return entities.includes(undefined) ? null : Promise.resolve({ data: { _entities: entities } });
  }

  #askJoined(
    { query, representations, variables, largestAnswer }: EntityFetch,
    context: FetchContext,
  ): Promise<unknown> {
    const body = JSON.stringify({ query, variables: { ...variables, representations } });
    return this.#ask(this.#operations.read(query), body, context, largestAnswer);
  }

  /** What waits for its turn is no time that the subgraph takes. */
  #ask(
    operation: SubgraphOperation,
    body: string,
    context: FetchContext,
    largestAnswer?: number,
  ): Promise<unknown> {
    const askNow = () => this.#askNow(operation, body, context, largestAnswer);
    return context.isCostly ? this.#inTurn(context, askNow) : askNow();
  }

  async #inTurn(
    { caller, leaving }: FetchContext,
    askNow: () => Promise<unknown>,
  ): Promise<unknown> {
    const asker = caller === null ? anybodyAsks : askerOf(caller.session);
    const end = await this.#parts.turns.take(asker, leaving);
    try {
      return await askNow();
    } finally {
      end();
    }
  }

  #askNow(
    operation: SubgraphOperation,
    body: string,
    context: FetchContext,
    largestAnswer?: number,
  ): Promise<unknown> {
    const { name } = this.#parts.subgraph;
    return inPart(`fetch ${name}`, { "palier.subgraph": name }, () =>
      this.#fetch(operation, body, context, largestAnswer),
    );
  }

  async #fetch(
    operation: SubgraphOperation,
    body: string,
    context: FetchContext,
    largestAnswer?: number,
  ): Promise<unknown> {
    if (context.leaving.aborted) throw new CallerLeftError();
    if (!this.#breaker.admits(context)) {
      throw new SubgraphFailure("UNREACHABLE", "left alone for a while after it hung");
    }
    const allowance = this.#allowance(context);
    const timeoutMs = Math.min(this.#parts.timeoutMs, allowance.begin());
    let isAsked = false;
    let outcome = "ok";
    const startedMs = performance.now();
    try {
      if (timeoutMs <= 0) throw new SubgraphFailure("TIMED_OUT", "no time left in this query");
      const { subgraph, connection, heads } = this.#parts;
      const exchange = heads?.exchangeWith(subgraph.name);
      const answer = await connection.post(body, {
        timeoutMs,
        leaving: context.leaving,
        isRepeatable: operation.isQuery,
        largestAnswer,
        headers: (certificate) => {
          const fetch = { subgraph, operation, body, certificate };
          const withProofs = (proofs: ProofHeaders | undefined) => {
            isAsked = true;
            return { ...requestIdHeaders(), ...traceHeaders(), ...exchange?.headers, ...proofs };
          };
          const proofs = context.caller?.credentials.headersFor(fetch);
          return proofs instanceof Promise ? proofs.then(withProofs) : withProofs(proofs);
        },
        onHeaders: exchange && ((headers) => exchange.answered(headers[logHeadsHeader])),
      });
      this.#breaker.answered();
      return answer;
    } catch (error) {
      const isOutOfTime = error instanceof SubgraphFailure && error.reason === "TIMED_OUT";
      if (isOutOfTime) allowance.exhaust();
      outcome = error instanceof SubgraphFailure ? error.reason : "left";
      // What kept it from being asked, the issuer say, says nothing of the subgraph.
      if (error instanceof CallerLeftError || !isAsked) this.#breaker.left(context);
      else if (isOutOfTime) {
        this.#breaker.hung(context, context.caller && askerOf(context.caller.session));
      } else this.#breaker.answered();
      throw error;
    } finally {
      allowance.end();
      const { subgraph, onFetched } = this.#parts;
      noteOfPart({ "palier.outcome": outcome });
      if (isAsked) onFetched?.(subgraph.name, outcome, (performance.now() - startedMs) / 1_000);
    }
  }

  #allowance({ allowances, isCostly }: FetchContext): TimeAllowance {
    const { subgraph, timeoutMs } = this.#parts;
    let allowance = allowances.get(subgraph.name);
    if (allowance === undefined) {
      const limitMs = timeoutMs * (isCostly ? costlyTimeouts : 1);
      allowance = new TimeAllowance(limitMs, () => performance.now());
      allowances.set(subgraph.name, allowance);
    }
    return allowance;
  }

  /** @throws what is no failure of the subgraph but a fault of ours. */
  #note(error: unknown, { unavailable }: FetchContext): SubgraphFailure {
    if (!(error instanceof SubgraphFailure)) throw error;
    const { subgraph, onFailure } = this.#parts;
    onFailure(subgraph.name, error.reason, error.message);
    if (subgraph.isLandlord && !unavailable.has(subgraph.name)) {
      unavailable.set(subgraph.name, error.reason);
    }
    return error;
  }

  #failed(reason: FailureReason, isList: boolean): GraphQLFormattedError {
    return { ...failureError(this.#parts.subgraph, reason), path: isList ? [] : firstEntity };
  }

  /** What a reader is told of fields that were left out: each once, however many rows it befell. */
  #refused(
    fields: ReadonlySet<string>,
    path: SubgraphError["path"],
    context: FetchContext,
  ): GraphQLFormattedError[] {
    return [...fields].map((field) => {
      this.#note(outOfDomain(field), context);
      return { ...refusedError(this.#parts.subgraph, field), path };
    });
  }

  #masked(
    errors: readonly SubgraphError[],
    pathOf: (path: SubgraphError["path"]) => SubgraphError["path"],
  ): GraphQLFormattedError[] {
    const { subgraph } = this.#parts;
    return toldErrors(eachMasked(subgraph, errors, pathOf));
  }
}

function* eachMasked(
  subgraph: Subgraph,
  errors: readonly SubgraphError[],
  pathOf: (path: SubgraphError["path"]) => SubgraphError["path"],
): Iterable<GraphQLFormattedError> {
  for (const error of errors) yield { ...maskedError(subgraph, error), path: pathOf(error.path) };
}

function response(
  data: Record<string, unknown> | null,
  errors: readonly GraphQLFormattedError[],
): Response {
  return errors.length > 0 ? { data, errors } : { data };
}
