import type { Frame } from "../frame/frame";

/** A landlord's `OWN_NODE` is read at its node, not here. */
export function mayReadCounts({ visibility }: Pick<Frame, "visibility">): boolean {
  return ["COUNTS", "GRANTED"].includes(visibility("ACCESS_LOG"));
}
