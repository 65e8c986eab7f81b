import { collectDefaultMetrics } from "prom-client";
import { HttpServer, usualHttpLimits } from "../http/http-server.js";
import type { Log } from "../log/log.js";
import type { SettingsReading } from "../settings/read-settings.js";
import type { Settings } from "../settings/setting.js";
import type { Metrics } from "./metrics.js";

export const settingsOfMetrics = {
  PALIER_METRICS_PORT: {
    is: "the TCP port of `/metrics` (OpenMetrics), apart from what is served; 0 lets the system choose",
    range: { byDefault: 0, least: 0, most: 65_535 },
    byDefault: "none: nothing is told",
  },
  PALIER_METRICS_HOST: {
    is: "the interface of that port",
    byDefault: "127.0.0.1: this machine only",
  },
} as const satisfies Settings;

/** Where `/metrics` is told. */
export interface MetricsEndpoint {
  readonly host: string;
  readonly port: number;
}

/** Null where nothing is told. */
export function readMetricsEndpoint(
  read: SettingsReading<keyof typeof settingsOfMetrics>,
): MetricsEndpoint | null {
  const host = read.text("PALIER_METRICS_HOST") ?? "127.0.0.1";
  if (read.text("PALIER_METRICS_PORT") === undefined) return null;
  return { host, port: read.number("PALIER_METRICS_PORT") };
}

/**
 * `GET /metrics`, without a word on who may ask: the network decides.
 *
 * @throws ConfigurationError when the port cannot be taken.
 */
export async function serveMetrics(
  metrics: Metrics,
  endpoint: MetricsEndpoint,
  log: Log,
): Promise<{ readonly url: string; stop(): Promise<void> }> {
  // What the runtime tells of itself: lag of the event loop, memory, processor.
  collectDefaultMetrics({ register: metrics });
  const http = new HttpServer(usualHttpLimits, log);
  http.answerBy((request, response) => {
    if (request.url !== "/metrics" || request.method !== "GET") {
      response.writeHead(404).end();
      return;
    }
    metrics.metrics().then(
      (text) => response.writeHead(200, { "content-type": metrics.contentType }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  const origin = await http.listen(endpoint);
  return { url: `${origin}/metrics`, stop: () => http.stop() };
}
