import type { Frame } from "../frame/frame";
import type { VisibilityRow } from "../generated/graphql";
import { patrolPlanning, whyNoPatrols } from "./may-plan-patrols";

function reader(purposes: readonly string[], denied: VisibilityRow | null = null) {
  const viewer = { purposes: purposes.map((code) => ({ code })) };
  // Of the frame what is read here.
  return { viewer, may: (row: VisibilityRow) => row !== denied } as unknown as Frame;
}

it.each([
  ["police", reader(["INVESTIGATION", patrolPlanning]), null],
  ["a prosecutor, who reads incidents and plans no patrols", reader(["PROSECUTION"]), "PURPOSE"],
  ["a town hall", reader(["PREVENTION"], "INCIDENT_DETAIL"), "INCIDENT_DETAIL"],
  ["nobody known, where nobody signs in", { ...reader([]), viewer: null }, null],
])("says why %s plans no patrols", (_who, frame, why) => {
  expect(whyNoPatrols(frame)).toBe(why);
});
