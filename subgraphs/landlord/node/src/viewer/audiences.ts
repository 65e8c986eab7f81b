import {
  type Convention,
  compilePolicy,
  type Narrowing,
  narrow,
  type Policy,
  partnerKinds,
  type Viewer,
} from "@palier/schema";
import type { GraphQLSchema } from "graphql";
import type { Audience } from "./audience.js";
import { rowConditions } from "./row-conditions.js";
import { ViewerScope } from "./viewer-scope.js";

/** What the landlord answers to whom. */
export interface Audiences {
  /** One a kind of partner, as the landlord narrows it. */
  readonly policies: readonly Policy[];
  readonly audienceOf: (viewer: Viewer, isPaused: boolean) => Audience;
}

/** @throws ConfigurationError where the landlord would show more than the convention grants. */
export function audiences(
  schema: GraphQLSchema,
  convention: Pick<Convention, "territories" | "visibility" | "purposes">,
  narrowing: Narrowing,
): Audiences {
  const kinds = new Map(
    partnerKinds.map((kind) => {
      const granted = compilePolicy(convention, kind, schema);
      return [kind, { policy: narrow(granted, narrowing), granted: granted.visibility }];
    }),
  );
  return {
    policies: [...kinds.values()].map(({ policy }) => policy),
    audienceOf: (viewer, isPaused) => {
      const ofKind = kinds.get(viewer.kind);
      if (ofKind === undefined) throw new Error(`no policy for a viewer of kind ${viewer.kind}`);
      const scope = new ViewerScope(convention, viewer.scope);
      const conditions = rowConditions({ viewer, scope, isPaused, ...ofKind });
      return { viewer, policy: ofKind.policy, conditions };
    },
  };
}
