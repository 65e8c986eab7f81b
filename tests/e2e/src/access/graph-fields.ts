import {
  buildASTSchema,
  type GraphQLField,
  type GraphQLSchema,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  parse,
} from "graphql";

/** Every field of a composed graph: what clients can ask, and what only travels inside. */
export interface GraphFields {
  readonly schema: GraphQLSchema;
  readonly api: readonly string[];
  readonly inaccessible: readonly string[];
}

/** Reads the coordinates off a supergraph, landlords' own types and interfaces included. */
export function graphFields(supergraph: string): GraphFields {
  const document = parse(supergraph, { noLocation: true });
  const schema = buildASTSchema(document, { assumeValid: true, assumeValidSDL: true });
  const types = Object.values(schema.getTypeMap())
    .filter((type) => isObjectType(type) || isInterfaceType(type))
    .filter((type) => !isIntrospectionType(type));
  const found = types.flatMap((type) =>
    Object.values(type.getFields()).map((field) => ({
      coordinate: `${type.name}.${field.name}`,
      isHidden: isInaccessible(type) || isInaccessible(field),
    })),
  );
  const named = (isHidden: boolean) =>
    found.filter((each) => each.isHidden === isHidden).map(({ coordinate }) => coordinate);
  return { schema, api: named(false), inaccessible: named(true) };
}

function isInaccessible({ astNode }: Pick<GraphQLField<unknown, unknown>, "astNode"> | Node) {
  return astNode?.directives?.some(({ name }) => name.value === "inaccessible") ?? false;
}

interface Node {
  readonly astNode?:
    | { readonly directives?: readonly { readonly name: { readonly value: string } }[] }
    | null
    | undefined;
}
