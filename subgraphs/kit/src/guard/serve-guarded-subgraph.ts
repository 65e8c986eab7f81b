import { isNativeError } from "node:util/types";
import type { ApolloServer } from "@apollo/server";
import {
  type AccessEntry,
  type AccessError,
  ForbiddenError,
  LandlordWithheldError,
  type PartnerKind,
  type Policy,
  UnavailableError,
  type Viewer,
} from "@palier/schema";
import { type AccessReport, AccessTrace, RefusalRecorder } from "@palier/service";
import express, { type Request, type Response } from "express";
import type { GraphQLSchema } from "graphql";
import { createApolloServer } from "../server/apollo-server.js";
import {
  type HttpService,
  largestBody,
  type ReplaceableSubgraph,
  serveHttp,
} from "../server/serve-http.js";
import type { Admitted, Door } from "../trust/admit-request.js";
import { guardSchema } from "./guard-schema.js";
import { type HttpAnswer, runOperation } from "./run-operation.js";
import { traceOperations } from "./trace-operations.js";

export interface GuardedSubgraphService<C extends object> extends HttpService {
  /** The schema with its resolvers, not guarded. */
  readonly schema: GraphQLSchema;
  /**
   * What each kind of partner may ask, as this node applies it: compiled from the convention that
   * the door serves under. A kind without a policy is refused.
   */
  readonly policies: readonly Policy[];
  readonly door: Door;
  /** What the resolvers of one request share, besides viewer and access. */
  readonly context: (admitted: Admitted) => Promise<C>;
  /**
   * Keeps an entry of the access log; an answer leaves once this resolves, and never when it rejects.
   * Of requests whose proofs do not hold only the first are given it one by one.
   */
  readonly record: (entry: AccessEntry) => Promise<void>;
}

/** Context of a resolver behind the guard. */
export type Guarded<C extends object> = C & {
  /** Who asks; conditions on rows are read from it. */
  readonly viewer: Viewer;
  /** Where the resolver reports what it has read. */
  readonly access: AccessReport;
};

/** The same, with the trace that the server itself writes to. */
type Traced<C extends object> = Guarded<C> & { readonly access: AccessTrace };
type Servers<C extends object> = ReadonlyMap<PartnerKind, ApolloServer<Traced<C>>>;

/**
 * Serves a subgraph to those whom its door lets in, each with the schema of its kind, and records
 * every operation, refused ones too, before its answer leaves. Introspection is off.
 *
 * Refusals are answered with status 200 and their code in `errors`: gateways read the body of no
 * other status. What cannot be read as a request at all (too large, cut short) is not recorded.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 * @throws UnguardedFieldError when a policy does not name every field.
 */
export async function serveGuardedSubgraph<C extends object>(
  service: GuardedSubgraphService<C>,
): Promise<ReplaceableSubgraph<GuardedSubgraphService<C>>> {
  let recorder: RefusalRecorder | undefined;
  const server = await serveHttp(service, (log) => {
    // One for as long as the server runs: strangers get no new allowance with a new service.
    const counting = new RefusalRecorder(service.record, log);
    recorder = counting;
    return {
      readBody: [
        express.raw({
          limit: service.largestBody ?? largestBody,
          type: () => true,
          inflate: false,
        }),
      ],
      open: async (current: GuardedSubgraphService<C>) => {
        const servers = await openServers(current, log);
        return {
          answer: answering(current, servers, counting, log),
          stop: async () => {
            for (const each of servers.values()) await each.stop();
          },
        };
      },
    };
  });
  return { ...server, stop: () => server.stop().finally(() => recorder?.close()) };
}

/** One server a kind of partner. */
async function openServers<C extends object>(
  { schema, policies, mostTokens }: GuardedSubgraphService<C>,
  log: (entry: string) => void,
): Promise<Servers<C>> {
  if (policies.length === 0) throw new Error("a guarded subgraph without a policy");
  const servers = new Map<PartnerKind, ApolloServer<Traced<C>>>();
  for (const policy of policies) {
    const server = createApolloServer<Traced<C>>({
      schema: guardSchema<Traced<C>>(schema, policy, ({ viewer }) => viewer),
      log,
      showsSchema: false,
      mostTokens,
      plugins: [traceOperations(policy)],
    });
    servers.set(policy.kind, server);
  }
  await Promise.all([...servers.values()].map((server) => server.start()));
  return servers;
}

function answering<C extends object>(
  service: GuardedSubgraphService<C>,
  servers: Servers<C>,
  recorder: RefusalRecorder,
  log: (entry: string) => void,
) {
  return async (request: Request, response: Response): Promise<void> => {
    const access = new AccessTrace();
    const body: Uint8Array = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const admission = await service.door.admit(request.headers, body);
    const { viewer } = admission;
    const operationId = admission.ok ? admission.operationId : null;
    const isProved = admission.ok || admission.isProved;
    try {
      const answer = admission.ok
        ? await answerTo(admission, { request, body, access, servers, service })
        : refusal(admission.error);
      if (!admission.ok) access.refuse(admission.logged);
      else if (admission.isPaused) access.refuse(new LandlordWithheldError().code);
      await recorder.entry(access.entry({ viewer, isProved, operationId }), service.record);
      send(response, answer);
    } catch (error) {
      log(`An answer was kept back: it could not be given or recorded: ${wordsOf(error)}`);
      send(response, refusal(new UnavailableError()));
    }
  };
}

interface Asked<C extends object> {
  readonly request: Request;
  readonly body: Uint8Array;
  readonly access: AccessTrace;
  readonly servers: Servers<C>;
  readonly service: GuardedSubgraphService<C>;
}

async function answerTo<C extends object>(
  admitted: Admitted,
  { request, body, access, servers, service }: Asked<C>,
): Promise<HttpAnswer> {
  const { viewer } = admitted;
  const server = servers.get(viewer.kind);
  if (server !== undefined) {
    const context = async () => ({ ...(await service.context(admitted)), viewer, access });
    return runOperation(server, request, body, context);
  }
  access.refuse(`nothing is shown to ${viewer.kind}`);
  return refusal(new ForbiddenError(null));
}

function refusal({ message, extensions }: AccessError): HttpAnswer {
  return {
    status: 200,
    headers: [["content-type", "application/json; charset=utf-8"]],
    text: JSON.stringify({ errors: [{ message, extensions }] }),
  };
}

function send(response: Response, { status, headers, text }: HttpAnswer): void {
  for (const [name, value] of headers) response.setHeader(name, value);
  response.status(status).send(text);
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : typeof error;
}
