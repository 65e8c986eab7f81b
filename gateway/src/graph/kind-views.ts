import {
  type Convention,
  compilePolicy,
  type PartnerKind,
  type Policy,
  partnerKinds,
  schemaFor,
} from "@palier/schema";
import type { GraphQLSchema } from "graphql";
import { checkScalars } from "./check-scalars.js";

/** The graph as one kind of partner knows it. */
export interface KindView {
  /** What the kind may ask of every field, hidden ones included. */
  readonly policy: Policy;
  /** What it can introspect, and what its documents are checked against. */
  readonly schema: GraphQLSchema;
  /** What some kind can be shown: tells a field that is denied from one that nobody has. */
  readonly apiSchema: GraphQLSchema;
}

/** One view a kind; made when the first partner of the kind asks. */
export class KindViews {
  readonly #policies: ReadonlyMap<PartnerKind, Policy>;
  readonly #views = new Map<PartnerKind, KindView>();
  #apiSchema: GraphQLSchema | null = null;

  /**
   * @param supergraphTypes every type of every subgraph.
   * @throws IncompletePolicyError when the policy does not say of every field who is shown it.
   */
  constructor(
    convention: Pick<Convention, "visibility" | "purposes">,
    supergraphTypes: GraphQLSchema,
  ) {
    this.#policies = new Map(
      partnerKinds.map((kind) => [kind, compilePolicy(convention, kind, supergraphTypes)]),
    );
  }

  policyOf(kind: PartnerKind): Policy {
    const policy = this.#policies.get(kind);
    if (policy === undefined) throw new Error(`no policy for ${kind}`);
    return policy;
  }

  /** @param apiSchema as the gateway serves it now. */
  viewOf(kind: PartnerKind, apiSchema: GraphQLSchema): KindView {
    if (apiSchema !== this.#apiSchema) this.#views.clear();
    this.#apiSchema = apiSchema;
    let view = this.#views.get(kind);
    if (view === undefined) {
      const policy = this.policyOf(kind);
      view = { policy, schema: checkScalars(schemaFor(apiSchema, policy)), apiSchema };
      this.#views.set(kind, view);
    }
    return view;
  }
}
