import {
  type Access,
  ForbiddenError,
  type Policy,
  PurposeRequiredError,
  type Viewer,
} from "@palier/schema";

/**
 * Whether a field is given to a viewer: true, or the error that the viewer gets in its place.
 *
 * @returns null where every viewer of the policy's kind is given the field. What then depends on
 *   the row (level, complaint, scope, small cells) is part of the query that reads it.
 */
export function fieldRule(
  { decision, entry }: Access,
  policy: Policy,
): ((viewer: Viewer) => true | Error) | null {
  switch (decision) {
    case "ALLOW":
    case "LEVEL_3_AND_4":
    case "GATES_ONLY":
    case "SMALL_CELLS_WITHHELD":
      return null;
    case "PURPOSE":
    case "COMPLAINT_AND_PURPOSE": {
      const refusal = new PurposeRequiredError(entry);
      return ({ purpose }) => (purpose !== null && policy.purposes.includes(purpose)) || refusal;
    }
    case "GATEWAY_ONLY": {
      // No partner may learn the names of the gateway's own fields.
      const refusal = new ForbiddenError(null);
      return ({ asks }) => asks === "INPUTS" || refusal;
    }
    default: {
      // Also whatever a later policy may say that this node does not know.
      const refusal = new ForbiddenError(entry);
      return () => refusal;
    }
  }
}
