import { quietLog } from "@palier/service";
import type { FailureListener } from "./federation.js";

/** Writes failures of subgraphs down, each kind at most once a minute. */
export function failureLog(log: (entry: string) => void, now: () => number): FailureListener {
  const quietly = quietLog(log, now);
  return (subgraph, reason, detail) => {
    quietly(`${subgraph} ${reason}`, `${subgraph}: ${reason} (${detail})`);
  };
}
