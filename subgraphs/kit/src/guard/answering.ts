import type { IncomingMessage } from "node:http";
import { isNativeError } from "node:util/types";
import {
  AccessError,
  type AccessOutcome,
  BudgetUsedError,
  ForbiddenError,
  LandlordWithheldError,
  UnavailableError,
  type Viewer,
} from "@palier/schema";
import {
  adoptRequestId,
  clientCertificateOf,
  inPart,
  isJson,
  type Log,
  noteOfPart,
  type Outcome,
  type RefusalCount,
  type RefusalRecorder,
  type ServiceMetrics,
  traceAnswer,
} from "@palier/service";
import type { TurnedAway } from "../load/turned-away.js";
import { Work } from "../load/work.js";
import type { Answerer } from "../server/hand-over.js";
import { type HttpAnswer, jsonAnswer, send } from "../server/http-answer.js";
import type { Admitted } from "../trust/admit-request.js";
import type { GuardedSubgraphService, Servers } from "./guarded-service.js";
import { runOperation } from "./run-operation.js";

/** What answers of one service share. */
export interface Answering<C extends object> {
  readonly servers: Servers<C>;
  readonly refusals: RefusalRecorder;
  readonly turnedAway: TurnedAway;
  /** Why requests were refused, and how often. */
  readonly counted: RefusalCount;
  readonly log: Log;
  readonly metrics?: Pick<ServiceMetrics, "answered"> | undefined;
}

const noBytes = new Uint8Array();

/** Answers requests one by one, each once it is recorded. */
export function answering<C extends object>(
  service: GuardedSubgraphService<C>,
  { servers, refusals, turnedAway, counted, log, metrics }: Answering<C>,
): Answerer["answer"] {
  return async (request, response, read) => {
    const beganMs = performance.now();
    let outcome: Outcome = "errors";
    const work = new Work(service.load?.work ?? null);
    const { access } = work;
    work.isFor(response);
    const body = read instanceof Uint8Array ? read : noBytes;
    const certificate = clientCertificateOf(request.socket);
    const admission = await service.door.admit(request.headers, body, certificate);
    const { viewer } = admission;
    response.once("finish", () => {
      metrics?.answered(access.asked, outcome, (performance.now() - beganMs) / 1_000);
    });
    const operationId = admission.ok ? admission.operationId : null;
    const isProved = admission.ok || admission.isProved;
    if (isProved) {
      adoptRequestId(request.headers);
      traceAnswer(service.traces, "answer", response, request.headers);
    }
    try {
      let answer: HttpAnswer;
      if (admission.ok) {
        const endTurn = await inPart("turn", {}, () =>
          takeTurn(admission.viewer, { work, body }, service, turnedAway),
        );
        if (endTurn instanceof AccessError) {
          counted.add(endTurn.code);
          outcome = "refused";
          return send(response, refusal(endTurn));
        }
        answer = await answerTo(admission, { request, body, work, servers, service }).finally(
          endTurn,
        );
        if (admission.isPaused) access.refuse(new LandlordWithheldError().code);
      } else {
        answer = refusal(admission.error);
        access.refuse(admission.logged);
      }
      const entry = access.entry({ viewer, isProved, operationId });
      for (const reason of entry.reason?.split("; ") ?? []) counted.add(reason);
      await inPart("access log", {}, () => refusals.entry(entry, service.record));
      outcome = outcomeOf(access.hasFailed, entry.decision);
      const more = admission.ok ? ((await service.passHeads?.(request.headers)) ?? {}) : {};
      noteOfPart({ "palier.operation": access.asked, "palier.outcome": outcome });
      send(response, { ...answer, headers: { ...answer.headers, ...more } });
    } catch (error) {
      log(`An answer was kept back: it could not be given or recorded: ${wordsOf(error)}`, "error");
      send(response, refusal(new UnavailableError()));
    }
  };
}

function outcomeOf(hasFailed: boolean, decision: AccessOutcome): Outcome {
  if (hasFailed) return "errors";
  return decision === "GRANTED" ? "ok" : "refused";
}

/**
 * Waits until the service can work for the viewer.
 *
 * @returns what ends the turn, or the error to turn the request away with.
 */
async function takeTurn<C extends object>(
  viewer: Viewer,
  { work: { signal }, body }: { readonly work: Work; readonly body: Uint8Array },
  { load }: GuardedSubgraphService<C>,
  turnedAway: TurnedAway,
): Promise<(() => void) | AccessError> {
  if (load === undefined) return () => undefined;
  try {
    if (!load.budget.takeRequest(viewer)) throw new BudgetUsedError();
    return await load.queue.enter(viewer, body.length, signal);
  } catch (error) {
    if (!(error instanceof AccessError)) throw error;
    turnedAway.count(viewer, signal.aborted ? "the caller left" : error.code);
    return error;
  }
}

interface Asked<C extends object> {
  readonly request: IncomingMessage;
  readonly body: Uint8Array;
  readonly work: Work;
  readonly servers: Servers<C>;
  readonly service: GuardedSubgraphService<C>;
}

async function answerTo<C extends object>(
  admitted: Admitted,
  { request, body, work, servers, service }: Asked<C>,
): Promise<HttpAnswer> {
  const { viewer } = admitted;
  const { access } = work;
  const server = servers.get(viewer.kind);
  if (server === undefined) {
    access.refuse(`nothing is shown to ${viewer.kind}`);
    return refusal(new ForbiddenError(null));
  }
  const { kept } = service;
  const place = isJson(request.headers["content-type"])
    ? (kept?.placeOf(admitted, body) ?? null)
    : null;
  const known = place && (kept?.find(place) ?? null);
  if (known !== null) {
    access.grantAgain(known.granted);
    service.load?.budget.takeRows(viewer, access.rowsRead);
    return known.answer;
  }
  const context = async () => {
    const shared = await service.context(admitted, work);
    return { ...shared, viewer, access, addReferences: work.addReferences.bind(work) };
  };
  const answer = await work.run(() => runOperation(server, request, body, context));
  service.load?.budget.takeRows(viewer, access.rowsRead);
  if (work.brokenOff === null) {
    const granted = access.granted();
    const policy = service.policies.find(({ kind }) => kind === viewer.kind);
    if (place && granted && policy) kept?.keep(place, { answer, granted }, policy);
    return answer;
  }
  access.refuse(work.brokenOff.reason);
  return refusal(work.brokenOff.error);
}

function refusal({ message, extensions }: AccessError): HttpAnswer {
  return jsonAnswer(200, { errors: [{ message, extensions }] });
}

function wordsOf(error: unknown): string {
  return isNativeError(error) ? error.message : typeof error;
}
