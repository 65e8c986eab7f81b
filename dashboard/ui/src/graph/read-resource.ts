import { type Caller, waitSecondsOf } from "./ask";
import { BusyError, type GraphError, OfflineError, RefusedError, SignedOutError } from "./errors";

/**
 * Asks the gateway for something beside the graph, in the visitor's name.
 *
 * @param path e.g. `/refusals/counts`.
 * @returns an answer that was given; its body is still to be read.
 * @throws OfflineError, SignedOutError, BusyError, RefusedError.
 */
export async function readResource(
  path: string,
  { accessToken, signal }: Pick<Caller, "accessToken" | "signal">,
): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { authorization: `Bearer ${accessToken}` }, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new OfflineError("the gateway does not answer", { cause });
  }
  if (response.status === 401) throw new SignedOutError();
  if (response.status === 429) throw new BusyError(waitSecondsOf(response));
  if (response.ok) return response;
  throw new RefusedError(errorsIn(await response.json().catch(() => null)));
}

/** As the gateway writes them; none where a proxy answers in its own words. */
function errorsIn(body: unknown): readonly GraphError[] {
  const errors = typeof body === "object" && body !== null && "errors" in body ? body.errors : [];
  return Array.isArray(errors) ? (errors as readonly GraphError[]) : [];
}
