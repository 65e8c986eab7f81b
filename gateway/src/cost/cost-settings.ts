import type { Settings, SettingsReading } from "@palier/service";

/** What operations may cost; a unit is a millisecond of processor time over all processes of the platform. */
export interface CostSettings {
  /** MEASURE answers everything, and logs what it would have refused. */
  readonly mode: "ENFORCE" | "MEASURE";
  /** Of one operation. */
  readonly most: number;
  /** Of what a partner asks in a minute; it may save up as much. */
  readonly partnerPerMinute: number;
}

export const usualCosts: CostSettings = Object.freeze({
  mode: "ENFORCE",
  most: 2_000,
  partnerPerMinute: 60_000,
});

/** What one operation may have. */
export interface OperationLimits {
  readonly cost: number;
  /** Planning them keeps the gateway from anything else. */
  readonly requests: number;
  /** Putting them together keeps the gateway from anything else. */
  readonly values: number;
}

export function operationLimits({ most }: Pick<CostSettings, "most">): OperationLimits {
  return { cost: most, requests: Math.ceil(most * 0.15), values: most * 20 };
}

export const settingsOfCosts = {
  PALIER_COST_LIMIT: {
    is: "what one operation may cost ([limits](limits.md))",
    unit: "ms of processor",
    range: { byDefault: usualCosts.most, least: 200, most: 100_000 },
  },
  PALIER_COST_BUDGET: {
    is: "what a partner may ask for in a minute, four times PALIER_COST_LIMIT at least",
    unit: "ms of processor",
    range: { byDefault: usualCosts.partnerPerMinute, least: 800, most: 10_000_000 },
  },
  PALIER_COST_MODE: {
    is: "whether what costs too much is refused, or answered and logged",
    oneOf: ["enforce", "measure"],
    byDefault: "`enforce`",
  },
} as const satisfies Settings;

export function readCostSettings(
  read: SettingsReading<keyof typeof settingsOfCosts>,
): CostSettings {
  const most = read.number("PALIER_COST_LIMIT");
  // A person has half of it, which has to suffice for one operation.
  const least = 4 * most;
  const { partnerPerMinute: usual } = usualCosts;
  const { most: highest } = settingsOfCosts.PALIER_COST_BUDGET.range;
  const range = { byDefault: Math.max(usual, least), least, most: highest };
  const partnerPerMinute = read.number("PALIER_COST_BUDGET", range);
  const mode = read.word("PALIER_COST_MODE") === "measure" ? "MEASURE" : "ENFORCE";
  return Object.freeze({ mode, most, partnerPerMinute });
}
