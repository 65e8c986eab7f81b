import {
  type Convention,
  documentHash,
  documentTermOf,
  extentOf,
  Fragments,
  operationCost,
  type PartnerKind,
  purposesOf,
} from "@palier/schema";
import {
  buildSchema,
  type DocumentNode,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
} from "graphql";
import { judgeDocument } from "../door/judge-document.js";
import { mostTokens } from "../door/limits.js";
import { checkScalars } from "../graph/check-scalars.js";
import { KindViews } from "../graph/kind-views.js";
import { readSupergraph } from "../graph/supergraph.js";

/** What is known of a text before it is registered. */
export type CheckedDocument =
  | { readonly ok: false; readonly problems: readonly string[] }
  | {
      readonly ok: true;
      /** Of its operation. */
      readonly name: string;
      readonly hash: string;
      /** At most, to the partner for whom it is the most, with the variables unsaid: the largest pages. */
      readonly cost: number;
      /** Kinds of restricted partners whom the gateway refuses it all the same, each with the first reason. */
      readonly refused: ReadonlyMap<PartnerKind, string>;
    };

/** Tells of each text whether it can be registered, by the graph and the convention that a gateway serves. */
export class DocumentCheck {
  readonly #convention: Convention;
  readonly #schema: GraphQLSchema;
  readonly #views: KindViews;

  /** @param composed of the convention's landlords. */
  constructor(
    convention: Convention,
    composed: { readonly supergraph: string; readonly graph: string },
  ) {
    this.#convention = convention;
    this.#schema = checkScalars(buildSchema(composed.graph));
    this.#views = new KindViews(convention, readSupergraph(composed.supergraph).types);
  }

  check(text: string): CheckedDocument {
    const parsed = parsedIn(text);
    if ("message" in parsed) return { ok: false, problems: [told(parsed)] };
    const operation = operationOf(parsed);
    if (typeof operation === "string") return { ok: false, problems: [operation] };
    const verdict = judgeDocument(parsed, { policy: null, schema: this.#schema }, null);
    if (verdict.kind === "REFUSED") return { ok: false, problems: verdict.errors.map(told) };
    return {
      ok: true,
      name: operation.name?.value ?? "",
      hash: documentHash(text),
      cost: this.#costOf(parsed, operation),
      refused: this.#refusedTo(parsed),
    };
  }

  #costOf(document: DocumentNode, operation: OperationDefinitionNode): number {
    const schema = this.#schema;
    const unsaid = (operation.variableDefinitions ?? []).filter(
      ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined,
    );
    const { coerced: variables = {} } = getVariableValues(schema, unsaid, {});
    const fragments = new Fragments(document);
    const costs = this.#convention.partners.map(({ scope }) => {
      const extent = extentOf(this.#convention, scope);
      const asked = { operation, fragments, schema, variables, extent };
      const { answering, planning } = operationCost(asked);
      return answering + planning;
    });
    return Math.max(0, ...costs);
  }

  #refusedTo(document: DocumentNode): ReadonlyMap<PartnerKind, string> {
    const { partners, purposes } = this.#convention;
    const restricted = partners.filter((partner) => documentTermOf(partner) === "registered");
    const refused = new Map<PartnerKind, string>();
    for (const kind of new Set(restricted.map((partner) => partner.kind))) {
      const view = this.#views.viewOf(kind, this.#schema);
      const verdicts = [null, ...purposesOf(purposes, kind)].map((purpose) =>
        judgeDocument(document, view, purpose),
      );
      const reasons = verdicts.flatMap((each) => (each.kind === "REFUSED" ? each.errors : []));
      const [first] = reasons;
      const isAlways = verdicts.every((each) => each.kind === "REFUSED");
      if (isAlways && first !== undefined) refused.set(kind, first.message);
    }
    return refused;
  }
}

function parsedIn(text: string): DocumentNode | GraphQLError {
  try {
    return parse(text, { maxTokens: mostTokens });
  } catch (error) {
    // graphql-js throws nothing else about a text.
    return error as GraphQLError;
  }
}

/** The one operation of a document; else, in words, what it should have. */
function operationOf({ definitions }: DocumentNode): OperationDefinitionNode | string {
  const operations = definitions.filter(
    (each): each is OperationDefinitionNode => each.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) {
    return `it has ${operations.length} operations: register each with its fragments, in a file of its own`;
  }
  if (operation.operation !== OperationTypeNode.QUERY) return "this graph answers queries only";
  if (operation.name === undefined) {
    return "its operation has no name: name it, so that refusals and logs can, e.g. query BoardLevels { … }";
  }
  return operation;
}

function told({ message, locations }: Pick<GraphQLFormattedError, "message" | "locations">) {
  const [place] = locations ?? [];
  return place === undefined ? message : `${place.line}:${place.column}: ${message}`;
}
