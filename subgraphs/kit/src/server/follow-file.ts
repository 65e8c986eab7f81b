import type { Convention, ConventionState } from "@palier/schema";
import { followConvention } from "@palier/service";
import type { RunningSubgraph } from "../server/serve-http.js";

/** A subgraph that can go over to another text of its convention while it runs. */
export interface FollowingSubgraph extends RunningSubgraph {
  /**
   * Goes over to this text from the next request on, and says whether anybody is served under it.
   *
   * @throws ConfigurationError when it cannot; it serves under the one before then.
   */
  serveUnder(convention: Convention): Promise<ConventionState>;
}

/** Where a process found its convention. */
export interface ConventionSource {
  /** Name that stands before each line of the log. */
  readonly name: string;
  readonly conventionFile: string;
  readonly convention: Convention;
}

/** Has a subgraph follow the file of its convention until it is stopped. */
export function followFile(
  server: FollowingSubgraph,
  { name, conventionFile, convention }: ConventionSource,
): RunningSubgraph {
  const following = followConvention({
    path: conventionFile,
    convention,
    adopt: (next) => server.serveUnder(next),
    log: (entry) => console.error(`[${name}] ${entry}`),
  }).start();
  return { url: server.url, stop: () => following.stop().then(() => server.stop()) };
}
