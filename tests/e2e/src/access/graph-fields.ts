import {
  buildASTSchema,
  type ConstDirectiveNode,
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

/** A type or a field, with the definition it was built from. */
interface Defined {
  readonly astNode?:
    | { readonly directives?: readonly ConstDirectiveNode[] | undefined }
    | null
    | undefined;
}

function isInaccessible({ astNode }: Defined): boolean {
  return astNode?.directives?.some(({ name }) => name.value === "inaccessible") ?? false;
}
