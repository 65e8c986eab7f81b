import { buildSubgraphSchema } from "@apollo/subgraph";
import { dayScalar, monthScalar } from "@palier/schema";
import {
  type GraphQLFieldResolver,
  type GraphQLScalarType,
  type GraphQLSchema,
  parse,
} from "graphql";

/** Loads an entity from the key, and the required fields, that the gateway sends; null when there is none. */
export type ReferenceResolver<C> = (representation: unknown, context: C) => unknown;

/** Type name → field name → resolver; `__resolveReference` for entities. */
export type ResolverMap<C> = Readonly<
  Record<string, Readonly<Record<string, GraphQLFieldResolver<never, C> | ReferenceResolver<C>>>>
>;

/** Functions of a scalar that replace those of its definition. */
type ScalarFunctions = Partial<
  Pick<GraphQLScalarType, "serialize" | "parseValue" | "parseLiteral">
>;

export interface SubgraphParts<C> {
  /** Schema with its federation directives. */
  readonly sdl: string;
  readonly resolvers: ResolverMap<C>;
  /** Scalars that check other than the kit's `Month` and `Day` do. */
  readonly scalars?: Readonly<Record<string, ScalarFunctions>>;
}

/** A subgraph's schema from its SDL and plain resolvers, with `Month` and `Day` checked both ways. */
export function federatedSchema<C>({ sdl, resolvers, scalars }: SubgraphParts<C>): GraphQLSchema {
  const all = {
    Month: functionsOf(monthScalar),
    Day: functionsOf(dayScalar),
    ...scalars,
    ...resolvers,
  };
  // @apollo/subgraph types every entry of the map as resolvers of an object type; it does assign
  // the functions of a scalar one by one, and takes them without the definition they come from.
  const map = all as Record<string, Record<string, GraphQLFieldResolver<unknown, unknown>>>;
  return countingReferences(buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: map }));
}

/** Context of a request that is told how many entities are asked for. */
export interface CountingReferences {
  /** What it throws, the operation gets in place of the entities. */
  readonly addReferences: (count: number) => void;
}

/** An operation may ask for the same list under many names: it is counted each time, before any is loaded. */
function countingReferences(schema: GraphQLSchema): GraphQLSchema {
  const entities = schema.getQueryType()?.getFields()._entities;
  const { resolve } = entities ?? {};
  if (entities === undefined || resolve === undefined) return schema;
  entities.resolve = (source, args, context: Partial<CountingReferences> | undefined, info) => {
    context?.addReferences?.(args.representations.length);
    return resolve(source, args, context, info);
  };
  return schema;
}

function functionsOf({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarFunctions {
  return { serialize, parseValue, parseLiteral };
}
