import { type GraphQLSchema, getNamedType, isAbstractType, isObjectType } from "graphql";
import type { FieldRule } from "./field-rule.js";

/** Type → field. */
export type ByField<T> = Readonly<Record<string, Readonly<Record<string, T>>>>;

/** Null where the field is given to all. */
export type RuleTree = ByField<FieldRule | null>;

/**
 * The rules that must be asked: without those that a viewer has passed already to come to the
 * object at all. That is so for a field whose type is reached only by fields whose rules depend on
 * the same as its own: every path to it goes, further up, through one that is asked. A page of
 * incidents then asks for the purpose once a site, not six times an incident.
 */
export function rulesToAsk(rules: RuleTree, schema: GraphQLSchema): ByField<FieldRule> {
  const waysTo = rulesByTarget(rules, schema);
  const isSettled = (type: string, { dependsOn }: FieldRule) => {
    const ways = waysTo.get(type) ?? [];
    return (
      dependsOn !== "NOTHING" &&
      ways.length > 0 &&
      ways.every((way) => way?.dependsOn === dependsOn)
    );
  };
  const types = Object.entries(rules).map(([type, fields]) => {
    const asked = Object.entries(fields).filter(
      (field): field is [string, FieldRule] => field[1] !== null && !isSettled(type, field[1]),
    );
    return [type, Object.fromEntries(asked)] as const;
  });
  return Object.fromEntries(types.filter(([, fields]) => Object.keys(fields).length > 0));
}

/** For each object type, the rule of every field that leads to it; entities by `_entities` too. */
function rulesByTarget(rules: RuleTree, schema: GraphQLSchema) {
  const found = new Map<string, (FieldRule | null)[]>();
  for (const [typeName, fields] of Object.entries(rules)) {
    const type = schema.getType(typeName);
    if (!isObjectType(type)) continue;
    for (const [name, rule] of Object.entries(fields)) {
      const target = getNamedType(type.getFields()[name]?.type);
      const targets = isAbstractType(target) ? schema.getPossibleTypes(target) : [target];
      for (const one of targets) {
        if (isObjectType(one)) found.set(one.name, [...(found.get(one.name) ?? []), rule]);
      }
    }
  }
  // An operation starts at a root without passing any field.
  for (const root of [schema.getQueryType(), schema.getMutationType()]) {
    if (root) found.set(root.name, []);
  }
  return found;
}
