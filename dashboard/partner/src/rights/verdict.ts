/** What a value of the matrix comes down to. */
export type Verdict = "granted" | "conditional" | "denied";

const verdicts = new Map<string, Verdict>([
  ["granted", "granted"],
  ["exact", "granted"],
  ["level-3-and-4", "conditional"],
  ["gates-only", "conditional"],
  ["small-cells-withheld", "conditional"],
  ["with-purpose", "conditional"],
  ["complaint-and-purpose", "conditional"],
  ["counts", "conditional"],
  ["own-node", "conditional"],
]);

/** Whether a purpose is asked for before the value is shown. */
export function isOnPurpose(value: string): boolean {
  return value === "with-purpose" || value === "complaint-and-purpose";
}

/** As the convention reads itself: a condition that nobody knows is a denial. */
export function verdictOf(value: string): Verdict {
  return verdicts.get(value) ?? "denied";
}
