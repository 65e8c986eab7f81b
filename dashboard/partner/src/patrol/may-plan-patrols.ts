import type { Frame } from "../frame/frame";

/** The purpose that the page is read for. */
export const patrolPlanning = "PATROL_PLANNING";

/** Whoever may read incidents and state what the page is for; where nobody signs in, whoever comes. */
export function mayPlanPatrols({ viewer, may }: Frame): boolean {
  if (!may("INCIDENT_DETAIL") || !may("SITE_LEVEL") || !may("SITE_IDENTITY")) return false;
  return viewer == null || (viewer.purposes ?? []).some(({ code }) => code === patrolPlanning);
}
