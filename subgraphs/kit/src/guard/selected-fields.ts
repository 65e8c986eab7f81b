import {
  type DocumentNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Every field that an operation asks for, fragments included, whatever `@include` and `@skip` say:
 * coordinates as the document reaches them, sorted, without `__typename`.
 */
export function selectedFields(
  operation: OperationDefinitionNode,
  document: DocumentNode,
  schema: GraphQLSchema,
): string[] {
  const found = new Set<string>();
  const typeInfo = new TypeInfo(schema);
  const definitions = [operation, ...fragmentsOf(operation, document)];
  visit(
    { kind: Kind.DOCUMENT, definitions },
    visitWithTypeInfo(typeInfo, {
      Field({ name }) {
        if (name.value.startsWith("__")) return;
        found.add(`${typeInfo.getParentType()?.name ?? "?"}.${name.value}`);
      },
    }),
  );
  return [...found].sort();
}

/** Fragments that the operation uses, directly or through others. */
function fragmentsOf(operation: OperationDefinitionNode, document: DocumentNode) {
  const byName = new Map(
    document.definitions.flatMap((one) =>
      one.kind === Kind.FRAGMENT_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  const used = new Set<string>();
  const spreadsIn = (node: DocumentNode["definitions"][number]) =>
    visit(node, {
      FragmentSpread({ name }) {
        if (used.has(name.value)) return;
        used.add(name.value);
        const fragment = byName.get(name.value);
        if (fragment !== undefined) spreadsIn(fragment);
      },
    });
  spreadsIn(operation);
  return [...used].flatMap((name) => byName.get(name) ?? []);
}
