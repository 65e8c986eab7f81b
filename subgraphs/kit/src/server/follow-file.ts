import type { ConventionState, Versions } from "@palier/schema";
import { followConvention, type ServiceLog } from "@palier/service";
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
  /** What is to be stopped with it, as the last. */
  readonly besides?: readonly ({ stop(): Promise<void> } | null)[];
}

/** Has a subgraph follow the file of its convention until it is stopped. */
export function followFile(
  server: FollowingSubgraph,
  { log, conventionFile, versions, besides = [] }: ConventionSource,
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
    await Promise.all(besides.map((each) => each?.stop()));
  };
  return { url: server.url, stop };
}
