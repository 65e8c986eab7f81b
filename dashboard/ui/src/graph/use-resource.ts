import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useSession } from "../session/session-context";
import type { Answer, Caller } from "./ask";
import { type GraphError, OfflineError, RefusedError, SignedOutError } from "./errors";

/**
 * What the gateway tells of itself beside the graph, to who signs in.
 *
 * @param path e.g. `/refusals/counts`.
 * @param read takes what came; throws where it cannot be read.
 */
export function useResource<Data>(
  path: string,
  read: (body: unknown) => Data,
  isEnabled: boolean,
): UseQueryResult<Answer<Data>> {
  const { session, expire } = useSession();
  return useQuery({
    queryKey: ["resource", path, session?.account ?? null],
    enabled: isEnabled && session !== null,
    queryFn: async ({ signal }) => {
      try {
        const accessToken = session?.accessToken ?? null;
        return { data: read(await get(path, { accessToken, signal })), errors: [] };
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}

async function get(path: string, { accessToken, signal }: Caller): Promise<unknown> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { authorization: `Bearer ${accessToken}` }, signal });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new OfflineError("the gateway does not answer", { cause });
  }
  if (response.status === 401) throw new SignedOutError();
  const body: unknown = await response.json().catch(() => null);
  if (response.ok) return body;
  throw new RefusedError(errorsIn(body));
}

/** As the gateway writes them; none where a proxy answers in its own words. */
function errorsIn(body: unknown): readonly GraphError[] {
  const errors = typeof body === "object" && body !== null && "errors" in body ? body.errors : [];
  return Array.isArray(errors) ? (errors as readonly GraphError[]) : [];
}
