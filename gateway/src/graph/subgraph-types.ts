import {
  buildASTSchema,
  type ConstDirectiveNode,
  type ConstValueNode,
  type DefinitionNode,
  type DocumentNode,
  type EnumTypeDefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type GraphQLSchema,
  type InterfaceTypeDefinitionNode,
  Kind,
  type ObjectTypeDefinitionNode,
  parseType,
  type TypeDefinitionNode,
  type UnionTypeDefinitionNode,
} from "graphql";

/** The types of a supergraph as each subgraph declares them, read from its `join__` directives. */
export interface SubgraphTypes {
  /** By the subgraph's name. */
  readonly subgraphs: ReadonlyMap<string, GraphQLSchema>;
  /** Names of the subgraphs that resolve a type's entities by a key, by type. */
  readonly resolvers: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * What one subgraph declares differs from what they declare together: it may lack fields and types,
 * and what is an interface elsewhere may be an object there (`@interfaceObject`).
 */
export function subgraphTypes(supergraph: DocumentNode): SubgraphTypes {
  const names = subgraphNames(supergraph.definitions);
  const byGraph = new Map<string, DefinitionNode[]>([...names.keys()].map((graph) => [graph, []]));
  const resolvers = new Map<string, Set<string>>();
  for (const definition of supergraph.definitions) {
    if (!isTypeDefinition(definition) || definition.name.value.startsWith("join__")) continue;
    const joined = joins(definition, "join__type");
    for (const graph of new Set(joined.map(graphOf))) {
      const here = joined.filter((join) => graphOf(join) === graph);
      byGraph.get(graph)?.push(declaredIn(graph, definition, here));
      if (!here.some(isResolvable)) continue;
      const known = resolvers.get(definition.name.value) ?? new Set();
      resolvers.set(definition.name.value, known.add(names.get(graph) ?? graph));
    }
  }
  const subgraphs = [...byGraph].map(([graph, definitions]) => {
    const document: DocumentNode = { kind: Kind.DOCUMENT, definitions };
    const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
    return [names.get(graph) ?? graph, schema] as const;
  });
  return { subgraphs: new Map(subgraphs), resolvers };
}

/** The subgraphs' own names, by those that the supergraph has for them. */
function subgraphNames(definitions: readonly DefinitionNode[]): ReadonlyMap<string, string> {
  const graphs = definitions.find(
    (each): each is EnumTypeDefinitionNode =>
      each.kind === Kind.ENUM_TYPE_DEFINITION && each.name.value === "join__Graph",
  );
  const named = (graphs?.values ?? []).map((value) => {
    const name = argument(joins(value, "join__graph")[0], "name");
    return [value.name.value, name?.kind === Kind.STRING ? name.value : value.name.value] as const;
  });
  return new Map(named);
}

type Joinable = { readonly directives?: readonly ConstDirectiveNode[] };

function joins({ directives = [] }: Joinable, name: string): readonly ConstDirectiveNode[] {
  return directives.filter((directive) => directive.name.value === name);
}

function argument(join: ConstDirectiveNode | undefined, name: string): ConstValueNode | undefined {
  return join?.arguments?.find((each) => each.name.value === name)?.value;
}

function isTrue(join: ConstDirectiveNode, name: string): boolean {
  const value = argument(join, name);
  return value?.kind === Kind.BOOLEAN && value.value;
}

function textOf(value: ConstValueNode | undefined): string {
  return value?.kind === Kind.ENUM || value?.kind === Kind.STRING ? value.value : "";
}

function graphOf(join: ConstDirectiveNode): string {
  return textOf(argument(join, "graph"));
}

function isResolvable(join: ConstDirectiveNode): boolean {
  const resolvable = argument(join, "resolvable");
  const isRefused = resolvable?.kind === Kind.BOOLEAN && !resolvable.value;
  return argument(join, "key") !== undefined && !isRefused;
}

function declaredIn(
  graph: string,
  definition: TypeDefinitionNode,
  joined: readonly ConstDirectiveNode[],
): TypeDefinitionNode {
  switch (definition.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
      return withFields(graph, definition);
    case Kind.INTERFACE_TYPE_DEFINITION: {
      const declared = withFields(graph, definition);
      const isObject = joined.some((join) => isTrue(join, "isInterfaceObject"));
      return isObject ? { ...declared, kind: Kind.OBJECT_TYPE_DEFINITION } : declared;
    }
    case Kind.UNION_TYPE_DEFINITION:
      return { ...definition, types: memberTypes(graph, definition) };
    case Kind.ENUM_TYPE_DEFINITION:
      return { ...definition, values: definition.values?.filter((value) => isIn(graph, value)) };
    default:
      return definition;
  }
}

function withFields<T extends ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode>(
  graph: string,
  definition: T,
): T {
  const implemented = new Set(
    joins(definition, "join__implements")
      .filter((join) => graphOf(join) === graph)
      .map((join) => textOf(argument(join, "interface"))),
  );
  return {
    ...definition,
    interfaces: definition.interfaces?.filter(({ name }) => implemented.has(name.value)),
    fields: definition.fields?.flatMap((field) => fieldIn(graph, field)),
  };
}

/** A field that names no subgraph is declared by all that declare the type. */
function fieldIn(graph: string, field: FieldDefinitionNode): FieldDefinitionNode[] {
  const joined = joins(field, "join__field");
  if (joined.length === 0) return [field];
  const own = joined.find((join) => graphOf(join) === graph);
  if (own === undefined) return [];
  const type = textOf(argument(own, "type"));
  return [type === "" ? field : { ...field, type: parseType(type, { noLocation: true }) }];
}

function memberTypes(graph: string, union: UnionTypeDefinitionNode) {
  const members = joins(union, "join__unionMember")
    .filter((join) => graphOf(join) === graph)
    .map((join) => textOf(argument(join, "member")));
  return union.types?.filter(({ name }) => members.length === 0 || members.includes(name.value));
}

function isIn(graph: string, value: EnumValueDefinitionNode): boolean {
  const joined = joins(value, "join__enumValue");
  return joined.length === 0 || joined.some((join) => graphOf(join) === graph);
}

function isTypeDefinition(definition: DefinitionNode): definition is TypeDefinitionNode {
  return "name" in definition && definition.kind.endsWith("TypeDefinition");
}
