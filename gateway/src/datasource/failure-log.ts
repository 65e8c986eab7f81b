import { quietLog } from "@palier/service";
import type { FailureReason } from "../connection/subgraph-failure.js";

/** Called for each failure, so that it can be written down somewhere. */
export type FailureListener = (subgraph: string, reason: FailureReason, detail: string) => void;

/** Writes failures of subgraphs down, each kind at most once a minute. */
export function failureLog(log: (entry: string) => void, now: () => number): FailureListener {
  const quietly = quietLog(log, now);
  return (subgraph, reason, detail) => {
    quietly(`${subgraph} ${reason}`, `${subgraph}: ${reason} (${detail})`);
  };
}
