import type { ResolverMap } from "@palier/subgraph-kit";
import { type GraphQLSchema, isObjectType } from "graphql";
import { buildSchema, createResolversMap } from "type-graphql";
import { declareLandlordTypes } from "./landlord-types.js";

/** Ready-made objects of classes decorated with @Resolver. */
export type Resolvers = readonly [object, ...object[]];

/**
 * The landlord's types and resolvers as type-graphql has them: without a query, because all of it
 * is reached through references, and without the descriptions and directives of the contract.
 */
export function buildTypedSchema(slug: string, resolvers: Resolvers): Promise<GraphQLSchema> {
  const instances = new Map(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const [first, ...rest] = resolvers;
  return buildSchema({
    resolvers: [first.constructor, ...rest.map((resolver) => resolver.constructor)],
    orphanedTypes: Object.values(declareLandlordTypes(slug)),
    container: { get: (type) => instances.get(type) },
    validate: false,
    // The check asks for a field in Query, which the federation adds.
    skipCheck: true,
  });
}

/** The resolvers of the schema's object types; enums and scalars need none. */
export function typedResolvers<Context>(schema: GraphQLSchema): ResolverMap<Context> {
  const all = Object.entries(createResolversMap(schema));
  const ofObjects = all.filter(([type]) => isObjectType(schema.getType(type)));
  // type-graphql types an entry as anything a type can have; an object type's are functions.
  return Object.fromEntries(ofObjects) as ResolverMap<Context>;
}
