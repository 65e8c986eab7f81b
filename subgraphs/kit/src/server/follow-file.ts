import type { ConventionState, Versions } from "@palier/schema";
import { followConvention, type ServiceLog, type ServiceMetrics } from "@palier/service";
import type { RunningSubgraph } from "../server/serve-http.js";

/** A subgraph that can go over to other texts of its convention while it runs. */
export interface FollowingSubgraph extends RunningSubgraph {
  /**
   * Goes by these texts from the next request on, and says whether anybody is served under the one in
   * force; under those that are still to come, from their days on.
   *
   * @throws ConfigurationError when it cannot; it serves under those before then.
   */
  serveUnder(versions: Versions): Promise<ConventionState>;
  /** Decides which of them is in force. */
  readonly clock: () => Date;
}

/** Where a process found its convention. */
export interface ConventionSource {
  readonly log: ServiceLog;
  readonly conventionFile: string;
  readonly versions: Versions;
  /** To be stopped with it. */
  readonly metrics?: Pick<ServiceMetrics, "stop"> | undefined;
}

/** Has a subgraph follow the file of its convention until it is stopped. */
export function followFile(
  server: FollowingSubgraph,
  { log, conventionFile, versions, metrics }: ConventionSource,
): RunningSubgraph {
  const following = followConvention({
    path: conventionFile,
    versions,
    now: server.clock,
    adopt: (next) => server.serveUnder(next),
    log,
  }).start();
  const stop = async () => {
    await following.stop();
    await server.stop();
    await metrics?.stop();
  };
  return { url: server.url, stop };
}
