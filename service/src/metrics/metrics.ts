import { type OpenMetricsContentType, Registry } from "prom-client";

/** What one process counts; never with a person, an account or a text of a caller in a label. */
export type Metrics = Registry<OpenMetricsContentType>;

export function openMetrics(service: string): Metrics {
  const metrics = new Registry<OpenMetricsContentType>();
  metrics.setContentType(Registry.OPENMETRICS_CONTENT_TYPE);
  metrics.setDefaultLabels({ service });
  return metrics;
}

/** Values told apart in a label that somebody else may choose; every other is `other`. */
export class BoundedLabel {
  readonly #known = new Set<string>();

  constructor(private readonly most: number) {}

  of(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.most) return "other";
    this.#known.add(value);
    return value;
  }
}
