import { AccessLog } from "@palier/landlord-store";
import type { Viewer } from "@palier/schema";
import type { AccessPlatform } from "./platform.js";

const viewer: Viewer = {
  subject: "agent-of-another-month",
  partner: "police",
  kind: "POLICE",
  scope: [],
  purpose: null,
  statedPurpose: null,
  asks: "FIELDS",
};

/** One operation at each node in a month that is over, so that there is something to count. */
export async function leavePastAccess({ nodes }: Pick<AccessPlatform, "nodes">): Promise<void> {
  const at = new Date();
  at.setUTCDate(1);
  at.setUTCMonth(at.getUTCMonth() - 2);
  for (const { store } of Object.values(nodes)) {
    await new AccessLog(store).append({
      at,
      operationId: null,
      operation: null,
      viewer,
      isProved: true,
      coordinates: [],
      decision: "GRANTED",
      reason: null,
      rows: 0,
      sites: [],
      territories: [],
      durationMs: 0,
    });
  }
}
