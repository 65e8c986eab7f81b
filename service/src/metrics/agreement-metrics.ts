import { type Versions, versionInForce } from "@palier/schema";
import { plain, type ServiceMetrics } from "./service-metrics.js";

const dayMs = 24 * 60 * 60_000;

/**
 * Which version of the convention is in force, how long for, and when the next ones begin.
 *
 * @param held null while none is known.
 */
export function tellConvention(
  metrics: Pick<ServiceMetrics, "tell">,
  held: () => Versions | null,
  now: () => Date,
): void {
  const inForce = () => {
    const versions = held();
    return versions && versionInForce(versions, now());
  };
  const daysUntil = (day: string) => (Date.parse(day) - now().getTime()) / dayMs;
  metrics.tell({
    name: "palier_convention_version",
    help: "Version of the convention that is in force here.",
    read: () => {
      const text = inForce();
      return text === null ? [] : plain(text.version);
    },
  });
  metrics.tell({
    name: "palier_convention_days_left",
    help: "Until the convention in force ends.",
    read: () => {
      const text = inForce();
      return text === null ? [] : plain(daysUntil(`${text.validity.until}T24:00:00Z`));
    },
  });
  metrics.tell({
    name: "palier_convention_next_days",
    help: "Until the first day of each version that is still to come.",
    labels: ["version"],
    read: () => {
      const current = inForce()?.version ?? 0;
      const next = (held() ?? []).filter(({ version }) => version > current);
      return next.map(
        ({ version, validity }) =>
          [{ version: String(version) }, daysUntil(`${validity.from}T00:00:00Z`)] as const,
      );
    },
  });
}
