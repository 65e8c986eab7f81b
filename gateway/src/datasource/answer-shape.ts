import {
  type GraphQLCompositeType,
  type GraphQLLeafType,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import { type AskedField, collectFields, type Scope } from "./asked-fields.js";
import { invalidAnswer } from "./subgraph-failure.js";

/** An object of an answer, by response key. */
export type Answer = Record<string, unknown>;

interface ShapedField extends AskedField {
  readonly inner: AnswerShape;
}

/**
 * What an answer to some selections must look like. Reading copies what was asked for and nothing
 * else, so that nothing a subgraph adds or gets wrong reaches the rest of the plan.
 */
export class AnswerShape {
  readonly #scope: Scope;
  readonly #selections: readonly SelectionSetNode[];
  readonly #fieldsByType = new Map<string, readonly ShapedField[]>();

  constructor(scope: Scope, selections: readonly SelectionSetNode[]) {
    this.#scope = scope;
    this.#selections = selections;
  }

  /**
   * @param typeName Object type the value must be of.
   * @throws SubgraphFailure when the value is not as the contract says.
   */
  read(value: unknown, typeName: string): Answer {
    if (!isRecord(value)) throw invalidAnswer(`no object where a ${typeName} is due`);
    const answer = emptyAnswer();
    for (const field of this.fieldsOf(typeName)) {
      const given = Object.hasOwn(value, field.key) ? value[field.key] : undefined;
      if (given === undefined && field.isConditional) continue;
      answer[field.key] =
        field.type === null
          ? readTypeName(given, typeName)
          : this.#readTyped(given, field.type, field);
    }
    return answer;
  }

  /** The fields asked of an object of this type. */
  fieldsOf(typeName: string): readonly ShapedField[] {
    let fields = this.#fieldsByType.get(typeName);
    if (fields === undefined) {
      fields = collectFields(this.#scope, this.#selections, typeName).map((field) => ({
        ...field,
        inner: new AnswerShape(this.#scope, field.selections),
      }));
      this.#fieldsByType.set(typeName, fields);
    }
    return fields;
  }

  #readTyped(value: unknown, type: GraphQLOutputType, field: ShapedField): unknown {
    if (isNonNullType(type)) {
      if (value === null) throw invalidAnswer(`${field.name} is null`);
      return this.#readTyped(value, type.ofType, field);
    }
    if (value === null) return null;
    if (isListType(type)) {
      if (!Array.isArray(value)) throw invalidAnswer(`${field.name} is no list`);
      return value.map((element) => this.#readTyped(element, type.ofType, field));
    }
    if (!isCompositeType(type)) return readLeaf(value, type, field.name);
    return field.inner.read(value, this.#runtimeType(value, type));
  }

  #runtimeType(value: unknown, type: GraphQLCompositeType): string {
    if (!isAbstractType(type)) return type.name;
    const name = isRecord(value) ? value.__typename : undefined;
    const named = typeof name === "string" ? this.#scope.schema.getType(name) : undefined;
    if (isObjectType(named) && this.#scope.schema.isSubType(type, named)) return named.name;
    throw invalidAnswer(`no ${type.name} has this __typename`);
  }
}

/** Without a prototype: a client may choose any response key, `__proto__` too. */
export function emptyAnswer(): Answer {
  return Object.create(null);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readTypeName(value: unknown, typeName: string): string {
  if (value !== typeName) throw invalidAnswer(`__typename is not ${typeName}`);
  return typeName;
}

function readLeaf(value: unknown, type: GraphQLLeafType, field: string): unknown {
  if (!isLeafOf(value, type)) throw invalidAnswer(`${field} is no ${type.name}`);
  return value;
}

function isLeafOf(value: unknown, type: GraphQLLeafType): boolean {
  if (isEnumType(type)) return typeof value === "string" && type.getValue(value) !== undefined;
  switch (type.name) {
    case "Int":
      return Number.isInteger(value) && (value as number) === ((value as number) | 0);
    case "Float":
      return Number.isFinite(value);
    case "Boolean":
      return typeof value === "boolean";
    default:
      // String, ID, and the contract's own scalars, all of which are texts on the wire.
      return typeof value === "string";
  }
}
