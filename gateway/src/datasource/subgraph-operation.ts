import { type Domains, Fragments } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  parse,
  TypeInfo,
  valueFromASTUntyped,
  visit,
  visitWithTypeInfo,
} from "graphql";
import type { AskedOperation } from "./answer-reading.js";
import { AnswerShape } from "./answer-shape.js";

/** What the plan asks of a subgraph, read once for all the times it is sent. */
export interface SubgraphOperation extends AskedOperation {
  /** Whether sending it twice is harmless. */
  readonly isQuery: boolean;
  /** Whether it asks for entities by their representations. */
  readonly isForEntities: boolean;
  /** Of what it asks, where that is no entities. */
  readonly rootType: string;
  /** Of each entity, or else of the root. */
  readonly shape: AnswerShape;
}

/** What operations for one subgraph are read by. */
export interface SubgraphTypes {
  /** As the subgraph declares them. */
  readonly schema: GraphQLSchema;
  /** Every type of every subgraph. */
  readonly supergraph: GraphQLSchema;
  readonly domains: Domains;
}

/** Operations by their text; plans are cached, so the same texts come again and again. */
export class SubgraphOperations {
  readonly #types: SubgraphTypes;
  readonly #kept: BoundedMap<string, SubgraphOperation>;

  constructor(types: SubgraphTypes, mostKept: number) {
    this.#types = types;
    this.#kept = new BoundedMap(mostKept);
  }

  read(query: string): SubgraphOperation {
    let operation = this.#kept.get(query);
    if (operation === undefined) {
      operation = readOperation(this.#types, parse(query, { noLocation: true }));
      this.#kept.set(query, operation);
    }
    return operation;
  }
}

function readOperation(
  { schema, supergraph, domains }: SubgraphTypes,
  document: DocumentNode,
): SubgraphOperation {
  const operation = document.definitions.find(isOperation);
  if (operation === undefined) throw new Error("The plan sends a document without an operation");
  const fragments = new Fragments(document);
  const entities = operation.selectionSet.selections.find(
    (node) => node.kind === Kind.FIELD && node.name.value === "_entities",
  );
  const selections =
    entities?.kind === Kind.FIELD && entities.selectionSet
      ? entities.selectionSet
      : operation.selectionSet;
  return {
    isQuery: operation.operation === "query",
    isForEntities: entities !== undefined,
    coordinates: askedCoordinates(document, supergraph),
    rootType: schema.getRootType(operation.operation)?.name ?? "Query",
    variablesOf: defaultsOf(operation),
    shape: new AnswerShape({ schema, fragments, domains }, [selections]),
  };
}

function defaultsOf({
  variableDefinitions = [],
}: OperationDefinitionNode): AskedOperation["variablesOf"] {
  const defaults = variableDefinitions.flatMap(({ variable, defaultValue }) =>
    defaultValue === undefined
      ? []
      : [[variable.name.value, valueFromASTUntyped(defaultValue)] as const],
  );
  if (defaults.length === 0) return (sent) => sent;
  const byName = Object.fromEntries(defaults);
  return (sent) => ({ ...byName, ...sent });
}

function isOperation(node: { readonly kind: Kind }): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

/**
 * Every field that a plan's document asks a subgraph, as `Type.field`; without `__typename`, and
 * without `_entities`, which is no field of the supergraph.
 */
function askedCoordinates(document: DocumentNode, supergraph: GraphQLSchema): ReadonlySet<string> {
  const coordinates = new Set<string>();
  const types = new TypeInfo(supergraph);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field({ name }) {
        const parent = types.getParentType();
        if (!isObjectType(parent) && !isInterfaceType(parent)) return;
        if (parent.getFields()[name.value]) coordinates.add(`${parent.name}.${name.value}`);
      },
    }),
  );
  return coordinates;
}
