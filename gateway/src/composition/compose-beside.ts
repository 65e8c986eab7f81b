import { Worker } from "node:worker_threads";
import { CompositionError, type FederatedSubgraph } from "@palier/schema";

/** The same place from sources and from what is built of them. */
const script = new URL("../../planner/composing-thread.mjs", import.meta.url);
/** Many times what a hundred landlords take. */
const largestHeapMb = 1_024;
const longestMs = 120_000;

/** A graph that was composed, and what it takes from the callers of the one before. */
export interface ComposedBeside {
  readonly supergraphSdl: string;
  /** In words; empty where every document of before is still answered. */
  readonly breaking: readonly string[];
}

type Told = ComposedBeside | { readonly problems: readonly string[] };

/**
 * Composes in a thread of its own, so that the gateway goes on answering.
 *
 * @param before supergraph that callers know.
 * @throws CompositionError
 */
export async function composeBeside(
  subgraphs: readonly FederatedSubgraph[],
  before: string,
): Promise<ComposedBeside> {
  const worker = new Worker(script, {
    workerData: { subgraphs, before },
    // Of what the gateway was told it needs nothing.
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: largestHeapMb },
  });
  const overdue = setTimeout(() => void worker.terminate(), longestMs).unref();
  try {
    const told = await new Promise<Told>((resolve, reject) => {
      worker.once("message", resolve).once("error", reject);
      worker.once("exit", () => reject(new Error("it was stopped, or ran out of memory")));
    });
    if ("problems" in told) throw new CompositionError(told.problems);
    return told;
  } finally {
    clearTimeout(overdue);
    await worker.terminate();
  }
}
