import type { ClassificationStatus } from "../../generated/graphql";

/** Where the level of a month comes from: the grid, its stability rule, or the landlord. */
export type Standing = "UNDETERMINED" | "COMPUTED" | "HELD" | "DECIDED";

export interface Classified {
  readonly status: ClassificationStatus | null;
  readonly level: number | null;
  readonly computedLevel: number | null;
  readonly heldLevel: number | null;
  readonly decision: object | null;
}

export function standingOf({
  status,
  level,
  computedLevel,
  heldLevel,
  decision,
}: Classified): Standing {
  if (status === "UNDETERMINED" || level === null) return "UNDETERMINED";
  if (decision !== null) return "DECIDED";
  return heldLevel === computedLevel ? "COMPUTED" : "HELD";
}
