import type { ServerResponse } from "node:http";
import { RateLimitedError } from "@palier/schema";
import {
  BodyRoom,
  type Endpoint,
  HttpServer,
  healthRoutes,
  type Log,
  networkSender,
  openLog,
  quietLog,
  type Remarks,
  type RoomLimits,
  refuseOtherMethods,
  refuseUnknownPath,
  refuseUnreadable,
  type ServiceMetrics,
  type Traces,
  usualHttpLimits,
} from "@palier/service";
import express, { type Express, type RequestHandler } from "express";
import { courseOf, openCourse, type Served } from "./course.js";
import { type Answerer, HandOver } from "./hand-over.js";
import { jsonAnswer, send } from "./http-answer.js";
import { answerPlain, isPlain } from "./plain-requests.js";

/** Room for the representations of some ten thousand entities. */
export const largestBody = "4mb";

/** Thirty-two of the largest bodies at once; most are a thousandth of that. */
const usualRoom: RoomLimits = { ofAll: 128 << 20, ofEach: 96 << 20 };

export interface HttpService extends Endpoint {
  /** Name that stands before each line of the log. */
  readonly name: string;
  /** On a terminal where it is absent. */
  readonly log?: Log | undefined;
  /** Where it is counted what is asked and refused; nowhere where it is absent. */
  readonly metrics?: ServiceMetrics | undefined;
  /** Where it is told what requests take; nowhere where it is absent. */
  readonly traces?: Traces | null | undefined;
  /** Rejects while the subgraph cannot answer. */
  readonly isReady: () => Promise<void>;
  /** What it says at `/health/ready` besides. */
  readonly remarks?: () => Promise<Remarks>;
  /** In place of the size that suits most subgraphs, e.g. `32mb`; a megabyte at least. */
  readonly largestBody?: string;
  /** For bodies of requests that are not answered yet, in place of what suits most subgraphs. */
  readonly bodyRoom?: RoomLimits;
  /** Of one document, in place of what suits most subgraphs. */
  readonly mostTokens?: number;
}

export interface RunningSubgraph {
  /** The GraphQL endpoint, e.g. `http://127.0.0.1:4101/graphql`. */
  readonly url: string;
  /** Lets running operations end, then closes every connection. */
  stop(): Promise<void>;
}

/** A server whose schema, and what belongs to it, can be replaced while it runs. */
export interface ReplaceableSubgraph<S> extends RunningSubgraph {
  /**
   * Answers by other services from the next request on, at the same address; a request under way
   * ends as it began. Services that cannot be opened leave those before.
   */
  replace(served: Served<S>): Promise<void>;
}

/** How a server of one kind answers `POST /graphql`. */
export interface AnsweringBy<S> {
  readonly readBody: readonly RequestHandler[];
  /** Whether it answers to the bytes of any body, which need no such reading where they come plainly. */
  readonly takesBytes: boolean;
  readonly open: (service: S) => Promise<Answerer>;
}

/**
 * Serves `POST /graphql` by what `open` makes, and `GET /health/live`, `GET /health/ready`.
 *
 * @throws ConfigurationError when host or port cannot be taken.
 */
export async function serveHttp<S extends HttpService>(
  served: Served<S>,
  answeringBy: (log: Log) => AnsweringBy<S>,
): Promise<ReplaceableSubgraph<S>> {
  const course = courseOf(served);
  const [service] = course.services;
  const { log = openLog({ service: service.name, form: "text" }) } = service;
  const { readBody, takesBytes, open } = answeringBy(log);
  const app = express().disable("x-powered-by").disable("etag");
  const http = new HttpServer(usualHttpLimits, log, service.tls);
  const handOver = new HandOver(await openCourse(course, open), log);
  const room = new BodyRoom(service.bodyRoom ?? usualRoom);
  const guard = room.guard(
    networkSender,
    turnAway(
      quietLog(log, () => performance.now()),
      service.metrics,
    ),
  );
  const answer: Answerer["answer"] = async (request, response, body) => {
    // Otherwise it was turned away while its body came.
    if (!response.writableEnded) await handOver.answer(request, response, body);
  };
  const answerRead: RequestHandler = (request, response) => answer(request, response, request.body);
  route(app, [guard, ...readBody, answerRead], service, log);
  const plain = answerPlain(guard, answer, log);
  http.answerBy((request, response) =>
    takesBytes && isPlain(request) ? plain(request, response) : app(request, response),
  );
  const stop = async () => {
    await http.stop();
    await handOver.stop();
  };
  try {
    const origin = await http.listen(service);
    const replace = async (next: Served<S>) =>
      handOver.replace(await openCourse(courseOf(next), open));
    return { url: `${origin}/graphql`, replace, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function route(
  app: Express,
  handlers: readonly RequestHandler[],
  { isReady, remarks }: HttpService,
  log: Log,
): void {
  app.use((_request, response, next) => {
    response.setHeader("Cache-Control", "no-store");
    next();
  });
  app.use("/health", healthRoutes(isReady, log, remarks));
  app.post("/graphql", ...handlers);
  app.all("/graphql", refuseOtherMethods);
  app.use(refuseUnknownPath("GraphQL is at /graphql"));
  app.use(refuseUnreadable(log));
}

/** With status 200: gateways read the body of no other. */
function turnAway(
  note: ReturnType<typeof quietLog>,
  metrics: HttpService["metrics"],
): (response: ServerResponse) => void {
  return (response) => {
    metrics?.refused("no room for bodies");
    note("bodies", "requests turned away: there is no room for their bodies");
    const { message, extensions } = new RateLimitedError();
    response.setHeader("Retry-After", "1");
    send(response, jsonAnswer(200, { errors: [{ message, extensions }] }));
  };
}
