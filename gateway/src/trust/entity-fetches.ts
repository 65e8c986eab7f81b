import {
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isAbstractType,
  Kind,
  type OperationDefinitionNode,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/** One request to a subgraph, of those that a planner has put together into one. */
export interface EntityFetch {
  /** Of its entities in the planner's answer; null for a request that stands as the planner sent it. */
  readonly alias: string | null;
  /** Of its representations in the planner's request. */
  readonly representations: string | null;
  readonly query: string;
  /** The planner's variables that it uses besides. */
  readonly variables: readonly string[];
}

const known = new WeakMap<DocumentNode, readonly EntityFetch[]>();

/**
 * Takes apart what a planner asks under several aliases of `_entities`: of each it is known by itself
 * what goes into totals, what needs a purpose, and what stands in for a landlord that fails.
 *
 * @param types as the subgraph declares them.
 */
export function entityFetchesOf(
  document: DocumentNode,
  types: GraphQLSchema,
): readonly EntityFetch[] {
  let fetches = known.get(document);
  if (fetches === undefined) {
    fetches = takeApart(withTypeNames(document, types));
    known.set(document, fetches);
  }
  return fetches;
}

/**
 * An object of an interface says which type it is of, or it is not believed; a planner that goes no
 * further from there does not ask.
 */
function withTypeNames(document: DocumentNode, types: GraphQLSchema): DocumentNode {
  const place = new TypeInfo(types);
  const typeName: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: "__typename" } };
  return visit(
    document,
    visitWithTypeInfo(place, {
      Field(node) {
        const { selectionSet } = node;
        if (!selectionSet || !isAbstractType(getNamedType(place.getType()))) return undefined;
        const isAsked = selectionSet.selections.some(
          (each) => each.kind === Kind.FIELD && each.name.value === "__typename" && !each.alias,
        );
        if (isAsked) return undefined;
        const selections = [typeName, ...selectionSet.selections];
        return { ...node, selectionSet: { ...selectionSet, selections } };
      },
    }),
  );
}

function takeApart(document: DocumentNode): readonly EntityFetch[] {
  const operation = getOperationAST(document);
  if (!operation) throw new Error("a plan sends several operations in one request");
  const fields = operation.selectionSet.selections.filter((node) => node.kind === Kind.FIELD);
  const aliased = fields.filter(({ alias, name }) => alias && name.value === "_entities");
  if (aliased.length === 0) {
    const variables = (operation.variableDefinitions ?? []).map((each) => each.variable.name.value);
    return [{ alias: null, representations: null, query: print(document), variables }];
  }
  if (aliased.length < operation.selectionSet.selections.length) {
    throw new Error("a plan asks for entities and for something else in one request");
  }
  return aliased.map((field) => fetchOf(document, operation, field));
}

function fetchOf(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  field: FieldNode,
): EntityFetch {
  const { alias: _alias, ...unnamed } = field;
  const argument = field.arguments?.find(({ name }) => name.value === "representations")?.value;
  if (argument?.kind !== Kind.VARIABLE) throw new Error("a plan writes representations out");
  const { value: representations } = argument.name;
  const named = { ...operation, name: { kind: Kind.NAME, value: "entities" } as const };
  const alone = { ...named, selectionSet: { ...operation.selectionSet, selections: [unnamed] } };
  const others = document.definitions.filter((definition) => definition !== operation);
  const separate = separateOperations({ ...document, definitions: [alone, ...others] }).entities;
  if (separate === undefined) throw new Error("an operation got lost");
  const used = new Set<string>();
  visit(separate, {
    VariableDefinition: () => false,
    Variable({ name }) {
      used.add(name.value);
    },
  });
  const part = visit(separate, {
    VariableDefinition(node) {
      return used.has(node.variable.name.value) ? undefined : null;
    },
    Variable(node) {
      if (node.name.value !== representations) return undefined;
      return { ...node, name: { ...node.name, value: "representations" } };
    },
  });
  const variables = [...used].filter((name) => name !== representations);
  return { alias: field.alias?.value ?? null, representations, query: print(part), variables };
}
