import { type Access, ForbiddenError, type Policy, type Viewer } from "@palier/schema";
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  isIntrospectionType,
  isObjectType,
} from "graphql";
import { type FieldRule, fieldRule } from "./field-rule.js";
import { type ByField, type RuleTree, rulesToAsk } from "./settled-rules.js";
import { allow, applyMiddleware, deny, rule, shield } from "./shield.js";

/** A schema has fields of which the policy says nothing: it may not be served. */
export class UnguardedFieldError extends Error {
  constructor(readonly coordinates: readonly string[]) {
    super(`The policy says nothing of these fields: ${coordinates.join(", ")}`);
    this.name = "UnguardedFieldError";
  }
}

/**
 * The schema as one kind of partner is served: each field that the policy restricts first asks
 * who the viewer is. The resolvers of all others are left as they are, since graphql-shield would
 * wrap each of them, at five times the cost of a page; so nothing falls back to a denial, and the
 * policy must name every field.
 *
 * @param viewerOf finds who asks in the context of a request; no context may serve two requests.
 * @throws UnguardedFieldError naming every field of an object type that has no entry.
 */
export function guardSchema<C>(
  schema: GraphQLSchema,
  policy: Policy,
  viewerOf: (context: C) => Viewer,
): GraphQLSchema {
  const rules = rulesOf(schema, policy);
  const tree = mapFields(rules, (guarding, coordinate) => {
    if (guarding === null) return allow;
    const ask = (_parent: unknown, _args: unknown, context: C) =>
      guarding.isGiven(viewerOf(context));
    return rule(coordinate, { cache: "no_cache" })(ask);
  });
  const options = {
    fallbackRule: deny,
    fallbackError: new ForbiddenError(null),
    // Otherwise shield replaces the errors of resolvers by its own.
    allowExternalErrors: true,
  };
  // Typed as a middleware of any shape; for a tree by type and field it is a map of both.
  const generated = shield(tree, options).generate(schema) as Record<
    string,
    Record<string, Middleware<C>>
  >;
  const restricting = mapFields(rulesToAsk(rules, schema), (asked, coordinate) =>
    straightIfGiven(asked, memberOf(generated, coordinate), viewerOf),
  );
  return Object.keys(restricting).length === 0 ? schema : applyMiddleware(schema, restricting);
}

/** What stands before a field's resolver, which is its first parameter. */
type Middleware<C> = (
  resolve: GraphQLFieldResolver<unknown, C>,
  ...asked: Parameters<GraphQLFieldResolver<unknown, C>>
) => unknown;

/**
 * Who is given the field is led to its resolver at once; graphql-shield has the word with all others. Its promises, a
 * handful a field, else turn a page of incidents, which is all in memory, into one that waits for each of its sites.
 */
function straightIfGiven<C>(
  { isGiven }: FieldRule,
  shielded: Middleware<C>,
  viewerOf: (context: C) => Viewer,
): Middleware<C> {
  return (resolve, parent, args, context, info) =>
    isGiven(viewerOf(context)) === true
      ? resolve(parent, args, context, info)
      : shielded(resolve, parent, args, context, info);
}

function rulesOf(schema: GraphQLSchema, policy: Policy): RuleTree {
  const unguarded: string[] = [];
  const ruleFor = ({ name: type }: GraphQLObjectType, field: string): FieldRule | null => {
    const coordinate = `${type}.${field}`;
    const access = federationAccess.get(coordinate) ?? policy.access.get(coordinate);
    if (access !== undefined) return fieldRule(access, policy);
    unguarded.push(coordinate);
    return null;
  };
  // Rules on interfaces would be ignored: they are asked of the object that is shown.
  const types = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter((type) => !isIntrospectionType(type));
  const rules = Object.fromEntries(
    types.map((type) => [
      type.name,
      Object.fromEntries(
        Object.keys(type.getFields()).map((field) => [field, ruleFor(type, field)]),
      ),
    ]),
  );
  if (unguarded.length > 0) throw new UnguardedFieldError(unguarded);
  return rules;
}

/** Federation's own fields, which no policy names. The SDL is composed from files, never asked for. */
const federationAccess: ReadonlyMap<string, Access> = new Map([
  // The entities it leads to are guarded field by field.
  ["Query._entities", { decision: "granted", cell: "reference", entry: "Query._entities" }],
  ["Query._service", { decision: "gateway-only", cell: "gateway-only", entry: "Query._service" }],
  ["_Service.sdl", { decision: "gateway-only", cell: "gateway-only", entry: "_Service.sdl" }],
]);

function mapFields<T, R>(
  tree: ByField<T>,
  map: (value: T, coordinate: string) => R,
): Record<string, Record<string, R>> {
  return Object.fromEntries(
    Object.entries(tree).map(([type, fields]) => [
      type,
      Object.fromEntries(
        Object.entries(fields).map(([field, value]) => [field, map(value, `${type}.${field}`)]),
      ),
    ]),
  );
}

function memberOf<T>(tree: ByField<T>, coordinate: string): T {
  const [type = "", field = ""] = coordinate.split(".");
  const member = tree[type]?.[field];
  if (member === undefined) throw new Error(`graphql-shield made no rule for ${coordinate}`);
  return member;
}
