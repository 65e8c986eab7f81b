import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Carries the id of a question from the gateway to whom it asks, and back to who asked the gateway. */
export const requestIdHeader = "palier-request-id";

interface RequestScope {
  requestId: string;
  /** What is under way of it, where somebody looks at traces. */
  part?: TracedPart;
}

/** What is said of a part of a request: words of ours and of the contract, and numbers; nothing of a person or a caller's text. */
export type Facts = Readonly<Record<string, string | number>>;

/** A part of what a request takes, as it is told to whoever looks at traces. */
export interface TracedPart {
  /** Under which another process goes on (W3C Trace Context). */
  readonly traceparent: string;
  begin(name: string, facts: Facts): TracedPart;
  note(facts: Facts): void;
  fail(): void;
  end(): void;
}

const scopes = new AsyncLocalStorage<RequestScope>();
const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Answers one request under an id of its own: what a stranger sends is nobody's id. */
export function withRequestId<T>(answer: () => T): T {
  return scopes.run({ requestId: randomUUID() }, answer);
}

/** Undefined outside of a request. */
export function requestId(): string | undefined {
  return scopes.getStore()?.requestId;
}

/** Goes on under the id that came with a request, once it is known that a trusted caller sent it. */
export function adoptRequestId(headers: IncomingHttpHeaders): void {
  const scope = scopes.getStore();
  const sent = headers[requestIdHeader];
  if (scope !== undefined && typeof sent === "string" && idForm.test(sent)) scope.requestId = sent;
}

/** To be sent along when another process is asked for this request. */
export function requestIdHeaders(): Readonly<Record<string, string>> {
  const id = requestId();
  return id === undefined ? {} : { [requestIdHeader]: id };
}

/** Has the request under way traced as this part from now on. */
export function traceRequest(part: TracedPart): void {
  const scope = scopes.getStore();
  if (scope !== undefined) scope.part = part;
}

/** Does a part of the request under way; where nobody traces it, no more than that. */
export function inPart<T>(name: string, facts: Facts, work: () => Promise<T>): Promise<T> {
  const scope = scopes.getStore();
  return scope?.part === undefined
    ? work()
    : inTracedPart(scope, scope.part.begin(name, facts), work);
}

async function inTracedPart<T>(
  scope: RequestScope,
  part: TracedPart,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await scopes.run({ ...scope, part }, work);
  } catch (error) {
    part.fail();
    throw error;
  } finally {
    part.end();
  }
}

export function noteOfPart(facts: Facts): void {
  scopes.getStore()?.part?.note(facts);
}

/** To be sent along when another process of the convention is asked for this part. */
export function traceHeaders(): Readonly<Record<string, string>> {
  const part = scopes.getStore()?.part;
  return part === undefined ? {} : { traceparent: part.traceparent };
}
