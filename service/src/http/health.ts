import { isNativeError } from "node:util/types";
import { type RequestHandler, Router } from "express";
import type { Log } from "../log/log.js";

/** Longest that a readiness check may take. */
const longestCheckMs = 2_000;

/**
 * `GET /live`: the process runs. `GET /ready`: it can answer queries; 503 when the check rejects or
 * takes longer than two seconds. Neither says why, the log does, once for each change.
 *
 * @param isReady Rejects when the subgraph cannot answer.
 * @param remarks what is said besides, and keeps nobody from being ready.
 */
export function healthRoutes(
  isReady: () => Promise<void>,
  log: Log,
  remarks: () => Promise<Remarks> = async () => ({}),
): Router {
  return Router()
    .get("/live", (_request, response) => {
      response.json({ status: "live" });
    })
    .get("/ready", readiness(isReady, log, remarks));
}

/** What a process says of itself besides whether it is ready, by a word for each. */
export type Remarks = Readonly<Record<string, string>>;

function readiness(
  isReady: () => Promise<void>,
  log: Log,
  remarks: () => Promise<Remarks>,
): RequestHandler {
  let lastProblem: string | null = null;
  return async (_request, response) => {
    const problem = await problemOf(isReady);
    if (problem !== null && problem !== lastProblem) log(`Not ready: ${problem}`, "warn");
    if (problem === null && lastProblem !== null) log("Ready again");
    lastProblem = problem;
    response.status(problem === null ? 200 : 503);
    const said = problem === null ? await remarks().catch(() => ({})) : {};
    response.json({ status: problem === null ? "ready" : "not ready", ...said });
  };
}

async function problemOf(isReady: () => Promise<void>): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<string>((resolve) => {
    timer = setTimeout(resolve, longestCheckMs, `no answer within ${longestCheckMs} ms`);
  });
  const check = Promise.resolve()
    .then(isReady)
    .then(
      () => null,
      (error: unknown) => (isNativeError(error) ? error.message : "the check failed"),
    );
  const problem = await Promise.race([check, tooLong]);
  clearTimeout(timer);
  return problem;
}
