import type { KeptRefusals } from "./open-refusals.js";

/**
 * Counts by its reason what is refused, wherever it is kept besides.
 *
 * @param count is told every reason.
 * @param kept null where it is kept nowhere.
 */
export function countRefusals(
  count: (reason: string) => void,
  kept: Pick<KeptRefusals, "note"> | null,
): KeptRefusals["note"] {
  return async (entry) => {
    for (const reason of entry.reason?.split(", ") ?? []) count(reason);
    await kept?.note(entry);
  };
}
