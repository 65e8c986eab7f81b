import type { RefusalCount } from "@palier/service";
import type { KeptRefusals } from "./open-refusals.js";

/**
 * Counts by its reason what is refused, wherever it is kept besides.
 *
 * @param kept null where it is kept nowhere.
 */
export function countRefusals(
  counted: Pick<RefusalCount, "add">,
  kept: Pick<KeptRefusals, "note"> | null,
): KeptRefusals["note"] {
  return async (entry) => {
    for (const reason of entry.reason?.split(", ") ?? []) counted.add(reason);
    await kept?.note(entry);
  };
}
