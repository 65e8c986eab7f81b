import type { Outcome, ServiceMetrics } from "@palier/service";
import type { RequestHandler } from "express";

/** First parts of the paths that the broker answers. */
const operations: ReadonlySet<string> = new Set([
  "auth",
  "token",
  "jwks",
  "session",
  "interaction",
  "signed-in",
  ".well-known",
]);

/** The broker in numbers: what it is asked, what it refuses. */
export function tellBroker(metrics: ServiceMetrics): RequestHandler {
  return (request, response, next) => {
    const beganMs = performance.now();
    const [, first = ""] = request.path.split("/", 2);
    const operation = operations.has(first) ? first : "other";
    response.once("finish", () => {
      const { halted } = response.locals as { readonly halted?: string };
      if (halted !== undefined) metrics.refused(halted);
      metrics.answered(operation, outcomeOf(response.statusCode), secondsSince(beganMs));
    });
    next();
  };
}

function outcomeOf(status: number): Outcome {
  if (status >= 500) return "errors";
  return status >= 400 ? "refused" : "ok";
}

function secondsSince(beganMs: number): number {
  return (performance.now() - beganMs) / 1_000;
}
