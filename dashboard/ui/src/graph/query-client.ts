import { QueryClient } from "@tanstack/react-query";
import { BusyError, OfflineError } from "./errors";

/** Longer than this a visitor is told rather than kept waiting. */
const longestWaitSeconds = 10;

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
        retry: (failures, error) => failures < mostRetries(error),
        retryDelay: (_failures, error) =>
          error instanceof BusyError ? error.waitSeconds * 1_000 : 1_000,
      },
    },
  });
}

function mostRetries(error: Error): number {
  if (error instanceof OfflineError) return 2;
  return error instanceof BusyError && error.waitSeconds <= longestWaitSeconds ? 1 : 0;
}
