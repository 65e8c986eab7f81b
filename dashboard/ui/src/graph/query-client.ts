import { QueryClient } from "@tanstack/react-query";
import { OfflineError } from "./errors";

/** A published month does not change while one looks at it; a gateway that is away may come back. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 60_000,
        refetchOnWindowFocus: false,
        // A browser that believes itself offline asks all the same: the page is to say so, not to wait.
        networkMode: "always",
        refetchOnReconnect: true,
        retry: (failures, error) => error instanceof OfflineError && failures < 2,
        retryDelay: 1_000,
      },
    },
  });
}
