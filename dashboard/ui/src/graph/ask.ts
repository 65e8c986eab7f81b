import { BusyError, type GraphError, OfflineError, RefusedError, SignedOutError } from "./errors";

/** A question to the graph with the types of its answer, as the generator of each desk writes it. */
export interface GraphDocument<Data, Variables> {
  toString(): string;
  readonly __apiType?: (variables: Variables) => Data;
}

/** Data, and what is missing from it: a landlord that does not answer leaves the rest standing. */
export interface Answer<Data> {
  readonly data: Data;
  readonly errors: readonly GraphError[];
}

/** Where nobody says how long to wait. */
const usualWaitSeconds = 5;

/** What a question carries besides its document. */
export interface Caller {
  readonly accessToken: string | null;
  /** Stated where incident detail is asked for, and only there. */
  readonly purpose?: string | null;
  readonly signal?: AbortSignal;
}

/**
 * Of a page's questions, under way at once. The gateway gives a person turns for about so many and refuses what
 * waits there for long; what waits here is not refused.
 */
const mostUnderWay = 3;
let underWay = 0;
const waiting: (() => void)[] = [];

/**
 * Asks the graph, in its turn.
 *
 * @throws OfflineError, SignedOutError, BusyError, RefusedError when there is no data at all.
 */
export async function ask<Data, Variables>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
  caller: Caller,
): Promise<Answer<Data>> {
  while (underWay >= mostUnderWay) await new Promise<void>((go) => waiting.push(go));
  underWay += 1;
  try {
    return await askNow(document, variables, caller);
  } finally {
    underWay -= 1;
    waiting.shift()?.();
  }
}

async function askNow<Data, Variables>(
  document: GraphDocument<Data, Variables>,
  variables: Variables,
  { accessToken, purpose, signal }: Caller,
): Promise<Answer<Data>> {
  const response = await post(
    JSON.stringify({ query: document.toString(), variables }),
    {
      "content-type": "application/json",
      ...(accessToken !== null && { authorization: `Bearer ${accessToken}` }),
      ...(purpose != null && { "palier-purpose": purpose }),
    },
    signal,
  );
  if (response.status === 401 || response.status === 429) {
    // A body that is left unread keeps its connection, of which a browser has six.
    await response.text().catch(() => undefined);
    throw response.status === 401 ? new SignedOutError() : new BusyError(waitSecondsOf(response));
  }
  const { data, errors = [] } = await bodyOf<Data>(response);
  if (data == null) throw new RefusedError(errors);
  return { data, errors };
}

async function post(body: string, headers: HeadersInit, signal?: AbortSignal): Promise<Response> {
  try {
    return await fetch("/graphql", { method: "POST", body, headers, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new OfflineError("the gateway does not answer", { cause });
  }
}

/** A proxy may say 429 in its own words. */
export function waitSecondsOf({ headers }: Response): number {
  const seconds = Number(headers.get("retry-after") ?? "");
  return seconds > 0 ? seconds : usualWaitSeconds;
}

interface Body<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

/** A proxy in front of a stopped gateway answers in its own words. */
async function bodyOf<Data>(response: Response): Promise<Body<Data>> {
  try {
    return (await response.json()) as Body<Data>;
  } catch (cause) {
    throw new OfflineError(`no answer of the graph (${response.status})`, { cause });
  }
}
