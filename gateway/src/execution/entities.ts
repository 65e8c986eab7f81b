import type { FetchDataRewrite, QueryPlanSelectionNode } from "@apollo/query-planner";
import { type GraphQLSchema, isAbstractType, isInterfaceType, isObjectType } from "graphql";

/** An object of what has been gathered so far, by response key. */
export type Gathered = Record<string, unknown>;

/** Which objects a type condition of a plan holds for; types are few, and asked again for every entity. */
export class TypeConditions {
  readonly #schema: GraphQLSchema;
  readonly #known = new Map<string, Map<unknown, boolean>>();

  /** @param schema every type of every subgraph. */
  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /** @param typeName as the object says it; it may say none, or what is no type. */
  holds(condition: string, typeName: unknown): boolean {
    if (condition === typeName) return true;
    let known = this.#known.get(condition);
    if (known === undefined) {
      known = new Map();
      this.#known.set(condition, known);
    }
    let holds = known.get(typeName);
    if (holds === undefined) {
      holds = this.#isSubType(condition, typeName);
      // What is no type may be anything, and is not kept.
      if (typeof typeName === "string" && this.#schema.getType(typeName))
        known.set(typeName, holds);
    }
    return holds;
  }

  /** Whether it holds for objects of one type alone, which is that of its name. */
  isOfObject(condition: string): boolean {
    return isObjectType(this.#schema.getType(condition));
  }

  #isSubType(condition: string, typeName: unknown): boolean {
    const type = typeof typeName === "string" ? this.#schema.getType(typeName) : undefined;
    const wanted = this.#schema.getType(condition);
    const isNamed = isObjectType(type) || isInterfaceType(type);
    return isNamed && isAbstractType(wanted) && this.#schema.isSubType(wanted, type);
  }
}

export function isObject(value: unknown): value is Gathered {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An object's own value; undefined of what is no object. */
export function ownValue(value: unknown, key: string): unknown {
  return value !== null && value !== undefined && Object.hasOwn(value, key)
    ? (value as Gathered)[key]
    : undefined;
}

/** What a subgraph is told of an entity, by what the plan requires; null where something of it is not there. */
export function representationOf(
  entity: unknown,
  requires: readonly QueryPlanSelectionNode[],
  types: TypeConditions,
): Gathered | null {
  if (entity === null) return null;
  const representation: Gathered = Object.create(null);
  for (const selection of requires) {
    if (selection.kind === "InlineFragment") {
      const { typeCondition, selections } = selection;
      if (typeCondition === undefined || !types.holds(typeCondition, typeNameOf(entity))) continue;
      merge(representation, representationOf(entity, selections, types));
      continue;
    }
    const { alias, name, selections } = selection;
    const key = alias ?? name;
    const value = ownValue(entity, key);
    if (value === undefined) return null;
    if (selections === undefined) {
      representation[key] = Array.isArray(value) ? [...value] : value;
    } else {
      representation[key] = Array.isArray(value)
        ? value.map((each: unknown) => representationOf(each, selections, types))
        : representationOf(value, selections, types);
    }
  }
  return representation;
}

function typeNameOf(value: unknown): unknown {
  return isObject(value) ? value.__typename : undefined;
}

/** Puts what a subgraph answered beside what was there: what was there and is an object goes on. */
export function merge(target: Gathered, source: Readonly<Gathered> | null | undefined): void {
  if (source === null || source === undefined) return;
  for (const key of Object.keys(source)) {
    const given = source[key];
    if (given === undefined) continue;
    const there = ownValue(target, key);
    if (isObject(given) && isFilled(there)) {
      merge(there, given);
    } else if (Array.isArray(given) && Array.isArray(there) && there.length === given.length) {
      mergeLists(there, given);
    } else {
      setOwn(target, key, given);
    }
  }
}

function mergeLists(there: unknown[], given: readonly unknown[]): void {
  for (const [index, each] of given.entries()) {
    const before = there[index];
    if (isObject(before) && isObject(each)) merge(before, each);
    else there[index] = each;
  }
}

function isFilled(value: unknown): value is Gathered {
  return typeof value === "object" && value !== null;
}

/** Also where the key is that of a prototype's. */
function setOwn(target: Gathered, key: string, value: unknown): void {
  if (Object.hasOwn(target, key) || !(key in target)) target[key] = value;
  else Object.defineProperty(target, key, { value, ...plain });
}

const plain = { configurable: true, enumerable: true, writable: true };

/** Gives fields the names that the plan goes on with. */
export function rewrite(
  value: unknown,
  rewrites: readonly FetchDataRewrite[] | undefined,
  types: TypeConditions,
): void {
  for (const each of rewrites ?? []) {
    const field = each.path.at(-1);
    if (field === undefined) continue;
    forEachAt(value, each.path.slice(0, -1), types, (object) => {
      if (each.kind === "ValueSetter") {
        setOwn(object, field, each.setValueTo);
        return;
      }
      const renamed = ownValue(object, field);
      if (!renamed) return;
      setOwn(object, each.renameKeyTo, renamed);
      object[field] = undefined;
    });
  }
}

const conditionMark = "... on ";

function forEachAt(
  value: unknown,
  path: readonly string[],
  types: TypeConditions,
  act: (object: Gathered) => void,
): void {
  if (Array.isArray(value)) {
    for (const each of value) forEachAt(each, path, types, act);
    return;
  }
  if (!isObject(value)) return;
  const [first, ...rest] = path;
  if (first === undefined) {
    act(value);
    return;
  }
  if (!first.startsWith(conditionMark)) {
    forEachAt(ownValue(value, first), rest, types, act);
    return;
  }
  // What does not say its type is of the one that was asked for.
  const { __typename: typeName } = value;
  if (!typeName || types.holds(first.slice(conditionMark.length), typeName)) {
    forEachAt(value, rest, types, act);
  }
}
