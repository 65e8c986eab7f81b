import {
  type Access,
  ForbiddenError,
  givenTo,
  type Policy,
  PurposeRequiredError,
  type Viewer,
} from "@palier/schema";

/** What stands before a field. */
export interface FieldRule {
  /**
   * What the rule depends on: nothing (always refused), or one property of the viewer. Rules that
   * depend on the same answer alike throughout a request.
   */
  readonly dependsOn: "NOTHING" | "PURPOSE" | "ASKS";
  /** True, or the error that the viewer gets in place of the field. */
  readonly isGiven: (viewer: Viewer) => true | Error;
}

/**
 * @returns null where every viewer of the policy's kind is given the field. What then depends on
 *   the row (level, complaint, scope, small cells) is part of the query that reads it.
 */
export function fieldRule({ decision, entry }: Access, policy: Policy): FieldRule | null {
  switch (givenTo(decision)) {
    case "ALWAYS":
      return null;
    case "ON_PURPOSE": {
      const refusal = new PurposeRequiredError(entry);
      const isGiven = ({ purpose }: Viewer) =>
        (purpose !== null && policy.purposes.includes(purpose)) || refusal;
      return { dependsOn: "PURPOSE", isGiven };
    }
    case "TO_GATEWAY": {
      // No partner may learn the names of the gateway's own fields.
      const refusal = new ForbiddenError(null);
      return { dependsOn: "ASKS", isGiven: ({ asks }) => asks === "INPUTS" || refusal };
    }
    case "NEVER": {
      const refusal = new ForbiddenError(entry);
      return { dependsOn: "NOTHING", isGiven: () => refusal };
    }
  }
}
