import {
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  TraceFlags,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  type SpanExporter,
  TracerProvider,
} from "@opentelemetry/sdk-trace";
import type { Log } from "../log/log.js";
import { quietLog } from "../log/quiet-log.js";
import type { Facts, TracedPart } from "../log/request-scope.js";
import type { Traces, TracesConfig } from "./traces.js";

/** Parts that wait to be sent; more are dropped, so that a collector which is down costs no memory. */
const mostWaiting = 2_048;
const sendEveryMs = 2_000;
const longestSendMs = 5_000;
const longestStopMs = 1_000;
/** Of which a part may have several: characters of one. */
const longestFact = 200;

/** Version, trace, part above, and that it is recorded. */
const traceparentForm = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-01$/;

export function otlpTraces(
  service: string,
  { url, percent = 100 }: TracesConfig,
  log: Log,
): Traces {
  const exporter = told(new OTLPTraceExporter({ url, timeoutMillis: longestSendMs }), log);
  const processor = new BatchSpanProcessor({
    exporter,
    maxQueueSize: mostWaiting,
    scheduledDelayMillis: sendEveryMs,
    exportTimeoutMillis: longestSendMs,
  });
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ "service.name": service, "service.namespace": "palier" }),
    // Which questions are traced is decided before.
    sampler: new AlwaysOnSampler(),
    spanLimits: { attributeValueLengthLimit: longestFact },
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer("palier");
  return {
    begin: (name, facts) =>
      Math.random() * 100 < percent ? partOf(tracer, ROOT_CONTEXT, name, facts) : null,
    goOn: (traceparent, name, facts) => {
      const [, traceId, spanId] = traceparentForm.exec(traceparent) ?? [];
      if (traceId === undefined || spanId === undefined) return null;
      const above = { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
      return partOf(tracer, trace.setSpanContext(ROOT_CONTEXT, above), name, facts);
    },
    stop: async () => {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, longestStopMs);
      });
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
      clearTimeout(timer);
    },
  };
}

function partOf(tracer: Tracer, above: Context, name: string, facts: Facts): TracedPart {
  const before = trace.getSpanContext(above);
  const isOutermost = before === undefined || before.isRemote === true;
  const kind = isOutermost ? SpanKind.SERVER : SpanKind.CLIENT;
  const span: Span = tracer.startSpan(name, { kind, attributes: { ...facts } }, above);
  const { traceId, spanId } = span.spanContext();
  return {
    traceparent: `00-${traceId}-${spanId}-01`,
    begin: (part, of) => partOf(tracer, trace.setSpan(ROOT_CONTEXT, span), part, of),
    note: (more) => void span.setAttributes({ ...more }),
    // What went wrong is in the log, and may quote what is in no trace.
    fail: () => void span.setStatus({ code: SpanStatusCode.ERROR }),
    end: () => span.end(),
  };
}

/** Says in the log, once a minute, that a collector takes nothing. */
function told(exporter: SpanExporter, log: Log): SpanExporter {
  const note = quietLog(log, () => performance.now());
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.error !== undefined) note("traces", "traces cannot be sent to the collector");
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
}
