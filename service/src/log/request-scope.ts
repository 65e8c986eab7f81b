import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** Carries the id of a question from the gateway to whom it asks, and back to who asked the gateway. */
export const requestIdHeader = "palier-request-id";

interface RequestScope {
  requestId: string;
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
