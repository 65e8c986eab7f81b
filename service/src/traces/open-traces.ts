import type { IncomingHttpHeaders, ServerResponse } from "node:http";
import type { Log } from "../log/log.js";
import { requestId, traceRequest } from "../log/request-scope.js";
import type { Traces, TracesConfig } from "./traces.js";

/** What sends traces is loaded where something is traced, and nowhere else. */
export async function openTraces(
  service: string,
  config: TracesConfig | null | undefined,
  log: Log,
): Promise<Traces | null> {
  if (!config) return null;
  const { otlpTraces } = await import("./otlp-traces.js");
  return otlpTraces(service, config, log);
}

/**
 * Traces the request under way until its answer has left. To be called once its caller is known: a stranger
 * causes no trace.
 *
 * @param headers of a trusted caller, whose trace goes on; absent: a trace begins, whatever a caller sent.
 */
export function traceAnswer(
  traces: Traces | null | undefined,
  name: string,
  response: ServerResponse,
  headers?: IncomingHttpHeaders,
): void {
  if (!traces) return;
  const facts = { "palier.request_id": requestId() ?? "" };
  const part =
    headers === undefined
      ? traces.begin(name, facts)
      : traces.goOn(String(headers.traceparent ?? ""), name, facts);
  if (part === null) return;
  traceRequest(part);
  response.once("close", () => part.end());
}
