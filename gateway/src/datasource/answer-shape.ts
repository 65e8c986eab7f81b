import { isDay, isMonth } from "@palier/schema";
import { isRecord } from "@palier/service";
import {
  type GraphQLAbstractType,
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
export type AnswerObject = Record<string, unknown>;

type Reader = (value: unknown) => unknown;

interface ShapedField extends AskedField {
  readonly read: Reader;
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
  read(value: unknown, typeName: string): AnswerObject {
    if (!isRecord(value)) throw invalidAnswer(`no object where a ${typeName} is due`);
    const answer = emptyAnswer();
    for (const { key, isConditional, read } of this.fieldsOf(typeName)) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      if (given === undefined && isConditional) continue;
      answer[key] = read(given);
    }
    return answer;
  }

  /** The fields asked of an object of this type. */
  fieldsOf(typeName: string): readonly ShapedField[] {
    let fields = this.#fieldsByType.get(typeName);
    if (fields === undefined) {
      fields = collectFields(this.#scope, this.#selections, typeName).map((field) => ({
        ...field,
        read: field.type === null ? typeNameReader(typeName) : this.#reader(field.type, field),
      }));
      this.#fieldsByType.set(typeName, fields);
    }
    return fields;
  }

  /** Made once for all values: telling types apart costs more than reading a value. */
  #reader(type: GraphQLOutputType, field: AskedField): Reader {
    const { name } = field;
    if (isNonNullType(type)) {
      const read = this.#reader(type.ofType, field);
      return (value) => {
        if (value === null) throw invalidAnswer(`${name} is null`);
        return read(value);
      };
    }
    if (isListType(type)) {
      const read = this.#reader(type.ofType, field);
      return orNull((value) => {
        if (!Array.isArray(value)) throw invalidAnswer(`${name} is no list`);
        return value.map((element) => read(element));
      });
    }
    if (!isCompositeType(type)) return orNull(leafReader(type, name));
    const inner = new AnswerShape(this.#scope, field.selections);
    if (!isAbstractType(type)) return orNull((value) => inner.read(value, type.name));
    return orNull((value) => inner.read(value, this.#runtimeType(value, type)));
  }

  #runtimeType(value: unknown, type: GraphQLAbstractType): string {
    const name = isRecord(value) ? value.__typename : undefined;
    const named = typeof name === "string" ? this.#scope.schema.getType(name) : undefined;
    if (isObjectType(named) && this.#scope.schema.isSubType(type, named)) return named.name;
    throw invalidAnswer(`no ${type.name} has this __typename`);
  }
}

/** Without a prototype: a client may choose any response key, `__proto__` too. */
export function emptyAnswer(): AnswerObject {
  return Object.create(null);
}

function orNull(read: Reader): Reader {
  return (value) => (value === null ? null : read(value));
}

function typeNameReader(typeName: string): Reader {
  return (value) => {
    if (value !== typeName) throw invalidAnswer(`__typename is not ${typeName}`);
    return value;
  };
}

function leafReader(type: GraphQLLeafType, field: string): Reader {
  const isOfType = leafTest(type);
  return (value) => {
    if (!isOfType(value)) throw invalidAnswer(`${field} is no ${type.name}`);
    return value;
  };
}

function leafTest(type: GraphQLLeafType): (value: unknown) => boolean {
  if (isEnumType(type)) {
    return (value) => typeof value === "string" && type.getValue(value) !== undefined;
  }
  switch (type.name) {
    case "Int":
      return (value) => typeof value === "number" && value === (value | 0);
    case "Float":
      return (value) => Number.isFinite(value);
    case "Boolean":
      return (value) => typeof value === "boolean";
    case "Month":
      return isMonth;
    case "Day":
      return isDay;
    default:
      // String and ID, and whatever other scalar the contract may come to have.
      return (value) => typeof value === "string";
  }
}
