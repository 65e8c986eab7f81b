import { Fragments } from "@palier/schema";
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
  visit,
  visitWithTypeInfo,
} from "graphql";
import { AnswerShape } from "./answer-shape.js";

/** What the plan asks of a subgraph, read once for all the times it is sent. */
export interface SubgraphOperation {
  /** Whether sending it twice is harmless. */
  readonly isQuery: boolean;
  /** Whether it asks for entities by their representations. */
  readonly isForEntities: boolean;
  /** Every field it asks, as `Type.field`. */
  readonly coordinates: ReadonlySet<string>;
  /** Of each entity, or else of the root. */
  readonly shape: AnswerShape;
}

/** About as many as there are fetches in the plans kept by the gateway. */
const mostKept = 2_000;

/** Operations by their text; plans are cached, so the same texts come again and again. */
export class SubgraphOperations {
  readonly #schema: GraphQLSchema;
  readonly #kept = new BoundedMap<string, SubgraphOperation>(mostKept);

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  read(query: string): SubgraphOperation {
    let operation = this.#kept.get(query);
    if (operation === undefined) {
      operation = readOperation(this.#schema, parse(query, { noLocation: true }));
      this.#kept.set(query, operation);
    }
    return operation;
  }
}

function readOperation(schema: GraphQLSchema, document: DocumentNode): SubgraphOperation {
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
    coordinates: askedCoordinates(document, schema),
    shape: new AnswerShape({ schema, fragments }, [selections]),
  };
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
