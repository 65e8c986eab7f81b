import type { Frame } from "../frame/frame";
import type { VisibilityRow } from "../generated/graphql";

/** The purpose that the page is read for. */
export const patrolPlanning = "PATROL_PLANNING";

/** Whoever may read incidents and state what the page is for; where nobody signs in, whoever comes. */
export function mayPlanPatrols(frame: Frame): boolean {
  return whyNoPatrols(frame) === null;
}

const rows = ["SITE_LEVEL", "SITE_IDENTITY", "INCIDENT_DETAIL"] as const satisfies VisibilityRow[];

/** The row that is not shown, or else that the purpose is not the reader's: a prosecutor plans no patrols. */
export function whyNoPatrols({
  viewer,
  may,
}: Pick<Frame, "viewer" | "may">): (typeof rows)[number] | "PURPOSE" | null {
  const denied = rows.find((row) => !may(row));
  if (denied !== undefined) return denied;
  const isStated =
    viewer == null || (viewer.purposes ?? []).some(({ code }) => code === patrolPlanning);
  return isStated ? null : "PURPOSE";
}
