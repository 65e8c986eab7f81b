import {
  annex,
  type Convention,
  compilePolicy,
  composeSupergraph,
  type Policies,
  partnerKinds,
} from "@palier/schema";
import { buildSchema } from "graphql";
import { federationOf } from "../../platform/run-platform.js";

/** The annex of a convention: what the platform applies for it, in the words of lawyers. */
export function annexOf(convention: Convention): string {
  // Composition has checked it; what its directives mean does not matter to the fields.
  const graph = buildSchema(composeSupergraph(federationOf(convention)), { assumeValid: true });
  const entries = partnerKinds.map((kind) => [kind, compilePolicy(convention, kind, graph)]);
  // One entry a kind, from the list that the type is made of.
  return annex(convention, Object.fromEntries(entries) as Policies);
}
