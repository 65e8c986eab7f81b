import type { Facts, TracedPart } from "../log/request-scope.js";
import type { SettingsReading } from "../settings/read-settings.js";
import type { Settings } from "../settings/setting.js";
import { isTrustworthy } from "../settings/trusted-hosts.js";

export const settingsOfTraces = {
  PALIER_TRACES: {
    is: "the address of the collector that takes traces (OTLP over HTTP), e.g. `https://collector.example/v1/traces` ([operation](operation.md#traces))",
    byDefault: "none: nothing is traced",
    isAddress: true,
  },
} as const satisfies Settings;

export interface TracesConfig {
  readonly url: string;
  /** Of how many questions in a hundred a trace begins; all where it is absent. */
  readonly percent?: number;
}

/** Null where nothing is traced. */
export function readTraces(
  read: SettingsReading<keyof typeof settingsOfTraces>,
): TracesConfig | null {
  const url = read.text("PALIER_TRACES");
  if (url === undefined) return null;
  if (!isTrustworthy(url)) {
    read.problems.push(
      `PALIER_TRACES is "${url}"; it must be an https:// address (http:// only on this machine)`,
    );
  }
  return { url };
}

/** Where a process tells what its requests take. */
export interface Traces {
  /** Begins a trace; null for a question that is not to be traced. */
  begin(name: string, facts: Facts): TracedPart | null;
  /** Goes on with one of another process; null where its header has not the form. */
  goOn(traceparent: string, name: string, facts: Facts): TracedPart | null;
  /** Sends what is left, for no longer than a second. */
  stop(): Promise<void>;
}
