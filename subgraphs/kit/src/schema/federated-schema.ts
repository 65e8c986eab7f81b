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
  return buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: map });
}

function functionsOf({ serialize, parseValue, parseLiteral }: GraphQLScalarType): ScalarFunctions {
  return { serialize, parseValue, parseLiteral };
}
