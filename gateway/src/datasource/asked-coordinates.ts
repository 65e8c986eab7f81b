import {
  type DocumentNode,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";

/**
 * Every field that a plan's document asks a subgraph, as `Type.field`; without `__typename`, and
 * without `_entities`, which is no field of the supergraph.
 */
export function askedCoordinates(
  document: DocumentNode,
  supergraph: GraphQLSchema,
): ReadonlySet<string> {
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
