import { Router } from "express";
import { type Readiness, remarksOn } from "./readiness.js";

/**
 * `GET /live`: the process runs. `GET /ready`: every subgraph answers and nothing is known against this
 * machine's clock; 503 otherwise, with which do and which do not. Who is out of force, or has another time
 * than this machine, is named and keeps nobody from being ready.
 */
export function subgraphHealthRoutes(
  subgraphs: () => Promise<ReadonlyMap<string, Readiness>>,
  clockProblem: () => Promise<string | null>,
  sharedMemory: () => "there" | "away" | null = () => null,
): Router {
  return Router()
    .get("/live", (_request, response) => {
      response.json({ status: "live" });
    })
    .get("/ready", async (_request, response) => {
      const checked = [...(await subgraphs())];
      const clock = await clockProblem();
      const isReady = clock === null && checked.every(([, readiness]) => readiness.isReady);
      const remarks = checked.flatMap(([name, readiness]) => {
        const remark = remarksOn(readiness);
        return remark === null ? [] : [[name, remark] as const];
      });
      response.status(isReady ? 200 : 503).json({
        status: isReady ? "ready" : "not ready",
        ...(clock !== null && { clock }),
        // Named, and no reason to be taken out: it goes on by itself.
        ...(sharedMemory() !== null && { sharedMemory: sharedMemory() }),
        subgraphs: Object.fromEntries(
          checked.map(([name, readiness]) => [name, readiness.isReady ? "ready" : "not ready"]),
        ),
        ...(remarks.length > 0 && { remarks: Object.fromEntries(remarks) }),
      });
    });
}

/** Slugs of landlords of which this process holds something. */
export interface HeldLandlords {
  /** That can be asked, now or by a version to come. */
  readonly graph: readonly string[];
  /** That are asked only for what began before they left. */
  readonly ending: readonly string[];
  /** Of which a head of an access log is on its way to others. */
  readonly heads: readonly string[];
}

/** `GET /landlords`: who has left sees here that nothing of it is left. */
export function heldRoute(held: () => HeldLandlords): Router {
  return Router().get("/landlords", (_request, response) => {
    response.json(held());
  });
}
