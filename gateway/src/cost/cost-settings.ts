import { type Environment, readNumber, textOf } from "@palier/service";

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

export function readCostSettings(env: Environment, problems: string[]): CostSettings {
  const bounds = { byDefault: usualCosts.most, least: 200, most: 100_000 };
  const most = readNumber(env, "PALIER_COST_LIMIT", bounds, problems);
  const partnerPerMinute = readNumber(
    env,
    "PALIER_COST_BUDGET",
    // A person has half of it, which has to suffice for one operation.
    {
      byDefault: Math.max(usualCosts.partnerPerMinute, 4 * most),
      least: 4 * most,
      most: 10_000_000,
    },
    problems,
  );
  return Object.freeze({ mode: readMode(env, problems), most, partnerPerMinute });
}

function readMode(env: Environment, problems: string[]): CostSettings["mode"] {
  const mode = textOf(env, "PALIER_COST_MODE") ?? "enforce";
  if (mode !== "enforce" && mode !== "measure") {
    problems.push(`PALIER_COST_MODE is "${mode}"; it must be enforce or measure`);
  }
  return mode === "measure" ? "MEASURE" : "ENFORCE";
}
