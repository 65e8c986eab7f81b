import {
  type ASTNode,
  buildASTSchema,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parse,
  printSchema,
  type TypeDefinitionNode,
  visit,
} from "graphql";
import { isEverShown, type Policy } from "./policy.js";

/**
 * The API schema as one kind of partner knows it: without the fields it can never be shown, and
 * without the types, arguments' types and union members that only those led to. Answering
 * introspection and validating documents against it keeps the rest out of every message.
 *
 * The schema describes; it has no resolvers.
 */
export function schemaFor(apiSchema: GraphQLSchema, policy: Policy): GraphQLSchema {
  const full = parse(printSchema(apiSchema), { noLocation: true });
  let definitions = full.definitions.map((definition) =>
    hasFields(definition) ? withShownFields(definition, policy) : definition,
  );
  // A type that loses its last field takes the fields that lead to it along, and so on.
  for (;;) {
    const emptied = new Set(definitions.filter(isEmpty).map(({ name }) => name.value));
    if (emptied.size === 0) break;
    definitions = definitions
      .filter((definition) => !isEmpty(definition))
      .map((definition) => withoutTypes(definition, emptied));
  }
  const document: DocumentNode = { kind: Kind.DOCUMENT, definitions: reachable(definitions) };
  return buildASTSchema(document);
}

type TypeWithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

function hasFields(definition: DefinitionNode): definition is TypeWithFields {
  return (
    definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
    definition.kind === Kind.INTERFACE_TYPE_DEFINITION
  );
}

function withShownFields(type: TypeWithFields, policy: Policy): TypeWithFields {
  const fields = type.fields?.filter(({ name }) => {
    const access = policy.access.get(`${type.name.value}.${name.value}`);
    return access !== undefined && isEverShown(access.decision);
  });
  return { ...type, fields };
}

function isEmpty(definition: DefinitionNode): definition is TypeDefinitionNode {
  if (hasFields(definition)) return (definition.fields ?? []).length === 0;
  return definition.kind === Kind.UNION_TYPE_DEFINITION && (definition.types ?? []).length === 0;
}

function withoutTypes(definition: DefinitionNode, gone: ReadonlySet<string>): DefinitionNode {
  if (definition.kind === Kind.UNION_TYPE_DEFINITION) {
    return { ...definition, types: definition.types?.filter(({ name }) => !gone.has(name.value)) };
  }
  if (!hasFields(definition)) return definition;
  return {
    ...definition,
    interfaces: definition.interfaces?.filter(({ name }) => !gone.has(name.value)),
    fields: definition.fields?.filter((field) => !gone.has(namedTypeOf(field))),
  };
}

function namedTypeOf({ type }: FieldDefinitionNode): string {
  return [...typeNamesIn(type)][0] ?? "";
}

/** The definitions that a partner can come to from the root, in their order. */
function reachable(definitions: readonly DefinitionNode[]): DefinitionNode[] {
  const byName = new Map<string, DefinitionNode>();
  const implementing = new Map<string, string[]>();
  for (const definition of definitions) {
    if (!("name" in definition) || definition.name === undefined) continue;
    if (definition.kind === Kind.DIRECTIVE_DEFINITION) continue;
    byName.set(definition.name.value, definition);
    for (const { name } of hasFields(definition) ? (definition.interfaces ?? []) : []) {
      implementing.set(name.value, [
        ...(implementing.get(name.value) ?? []),
        definition.name.value,
      ]);
    }
  }
  const seen = new Set<string>();
  const directives = definitions.filter(({ kind }) => kind === Kind.DIRECTIVE_DEFINITION);
  const waiting = ["Query", ...directives.flatMap((directive) => [...typeNamesIn(directive)])];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    const definition = byName.get(name);
    if (definition === undefined || seen.has(name)) continue;
    seen.add(name);
    waiting.push(...typeNamesIn(definition), ...(implementing.get(name) ?? []));
  }
  return definitions.filter(
    (definition) =>
      definition.kind === Kind.DIRECTIVE_DEFINITION ||
      ("name" in definition && seen.has(definition.name?.value ?? "")),
  );
}

function typeNamesIn(node: ASTNode): Set<string> {
  const names = new Set<string>();
  visit(node, {
    NamedType({ name }) {
      names.add(name.value);
    },
  });
  return names;
}
