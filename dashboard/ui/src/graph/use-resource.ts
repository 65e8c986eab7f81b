import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { useSession } from "../session/session-context";
import type { Answer } from "./ask";
import { SignedOutError } from "./errors";
import { readResource } from "./read-resource";
import { tokenForQuestion } from "./token-for-question";

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
  const { reader, hasExpired, freshToken, expire } = useSession();
  return useQuery({
    queryKey: ["resource", path, reader],
    enabled: isEnabled && reader !== null,
    queryFn: async ({ signal }) => {
      try {
        const accessToken = await tokenForQuestion({ freshToken, hasExpired });
        const response = await readResource(path, { accessToken, signal });
        return { data: read(await response.json().catch(() => null)), errors: [] };
      } catch (error) {
        if (error instanceof SignedOutError) expire();
        throw error;
      }
    },
  });
}
