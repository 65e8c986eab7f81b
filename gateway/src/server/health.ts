import { Router } from "express";

/** What readiness asks of each subgraph. */
export type ReadinessChecks = ReadonlyMap<string, { isReady(): Promise<boolean> }>;

/**
 * `GET /live`: the process runs. `GET /ready`: every subgraph answers and nothing is known against this
 * machine's clock; 503 otherwise, with which do and which do not.
 */
export function subgraphHealthRoutes(
  subgraphs: () => ReadinessChecks,
  clockProblem: () => Promise<string | null>,
): Router {
  return Router()
    .get("/live", (_request, response) => {
      response.json({ status: "live" });
    })
    .get("/ready", async (_request, response) => {
      const checked = await Promise.all(
        [...subgraphs()].map(async ([name, subgraph]) => [name, await subgraph.isReady()] as const),
      );
      const clock = await clockProblem();
      const isReady = clock === null && checked.every(([, ready]) => ready);
      response.status(isReady ? 200 : 503).json({
        status: isReady ? "ready" : "not ready",
        ...(clock !== null && { clock }),
        subgraphs: Object.fromEntries(
          checked.map(([name, ready]) => [name, ready ? "ready" : "not ready"]),
        ),
      });
    });
}
