import {
  type Asked,
  agreementOf,
  type Domains,
  type FieldDomain,
  isDay,
  isMonth,
} from "@palier/schema";
import { isRecord } from "@palier/service";
import {
  type GraphQLAbstractType,
  type GraphQLLeafType,
  type GraphQLList,
  type GraphQLOutputType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type SelectionSetNode,
} from "graphql";
import { invalidAnswer } from "../connection/subgraph-failure.js";
import { type AnswerReading, FieldRefused } from "./answer-reading.js";
import { type AskedField, collectFields, type Scope } from "./asked-fields.js";

/** An object of an answer, by response key. */
export type AnswerObject = Record<string, unknown>;

type Reader = (value: unknown, asked: Asked, reading: AnswerReading) => unknown;

interface ShapedField extends AskedField {
  readonly read: Reader;
}

/** What an answer is read by. */
interface AnswerScope extends Scope {
  /** What each field may hold. */
  readonly domains: Domains;
}

/** A field as its type and its domain are read. */
interface ReadField extends AskedField {
  readonly type: GraphQLOutputType;
  readonly coordinate: string;
  readonly domain: FieldDomain;
}

/**
 * What an answer to some selections must look like. Reading copies what was asked for and nothing
 * else, so that nothing a subgraph adds or gets wrong reaches the rest of the plan. A value that is not
 * of its type speaks against the whole answer; one that its field may not hold is left out.
 */
export class AnswerShape {
  readonly #scope: AnswerScope;
  readonly #selections: readonly SelectionSetNode[];
  readonly #fieldsByType = new Map<string, readonly ShapedField[]>();

  constructor(scope: AnswerScope, selections: readonly SelectionSetNode[]) {
    this.#scope = scope;
    this.#selections = selections;
  }

  /**
   * @param typeName Object type the value must be of.
   * @throws SubgraphFailure when the value is not as the contract says.
   * @throws FieldRefused when nothing can stand because a value in it may not.
   */
  read(value: unknown, typeName: string, asked: Asked, reading: AnswerReading): AnswerObject {
    if (!isRecord(value)) throw invalidAnswer(`no object where a ${typeName} is due`);
    const answer = emptyAnswer();
    for (const { key, isConditional, read } of this.fieldsOf(typeName)) {
      const given = Object.hasOwn(value, key) ? value[key] : undefined;
      if (given === undefined && isConditional) continue;
      answer[key] = read(given, asked, reading);
    }
    this.#requireAgreement(typeName, answer, reading);
    return answer;
  }

  /** @throws FieldRefused when what the object says does not go together: then none of it is believed. */
  #requireAgreement(typeName: string, answer: AnswerObject, reading: AnswerReading): void {
    const agrees = agreementOf(typeName);
    if (agrees === null) return;
    const given = new Map<string, unknown[]>();
    for (const { key, name } of this.fieldsOf(typeName)) {
      if (key in answer) given.set(name, [...(given.get(name) ?? []), answer[key]]);
    }
    if (agrees(given)) return;
    const entry = `${typeName}.status`;
    reading.refuse(entry);
    throw new FieldRefused(entry);
  }

  /**
   * The object type of an entity that is asked for by this type: where the subgraph has an interface of
   * the name, the entity says itself which of them it is.
   *
   * @throws SubgraphFailure when it is none of them.
   */
  typeOf(value: unknown, typeName: string): string {
    const type = this.#scope.schema.getType(typeName);
    return isAbstractType(type) ? this.#runtimeType(value, type) : typeName;
  }

  /** The fields asked of an object of this type. */
  fieldsOf(typeName: string): readonly ShapedField[] {
    let fields = this.#fieldsByType.get(typeName);
    if (fields === undefined) {
      fields = collectFields(this.#scope, this.#selections, typeName).map((field) => ({
        ...field,
        read: this.#fieldReader(field, typeName),
      }));
      this.#fieldsByType.set(typeName, fields);
    }
    return fields;
  }

  /** Made once for all values: telling types apart costs more than reading a value. */
  #fieldReader(field: AskedField, typeName: string): Reader {
    const { name, type } = field;
    if (type === null) return typeNameReader(typeName);
    const coordinate = `${typeName}.${name}`;
    const domain = this.#scope.domains.get(coordinate);
    if (domain === undefined) throw new Error(`Nothing says what ${coordinate} may hold`);
    const read = unlessDenied(
      { ...field, type, coordinate, domain },
      this.#reader(type, field, domain),
    );
    return isNonNullType(type) || isLeafType(type) ? read : nullWhereRefused(read);
  }

  #reader(type: GraphQLOutputType, field: AskedField, domain: FieldDomain): Reader {
    const { name } = field;
    if (isNonNullType(type)) {
      const read = this.#reader(type.ofType, field, required(domain));
      return (value, asked, reading) => {
        if (value === null) throw invalidAnswer(`${name} is null`);
        return read(value, asked, reading);
      };
    }
    if (isListType(type)) return orNull(this.#listReader(type, field, domain));
    if (!isCompositeType(type)) return orNull(leafReader(type, name, domain));
    const inner = new AnswerShape(this.#scope, field.selections);
    const typeOf = isAbstractType(type)
      ? (value: unknown) => this.#runtimeType(value, type)
      : () => type.name;
    return orNull((value, asked, reading) =>
      inner.read(value, typeOf(value), reading.below(field, asked), reading),
    );
  }

  #listReader(
    { ofType }: GraphQLList<GraphQLOutputType>,
    field: AskedField,
    domain: FieldDomain,
  ): Reader {
    const element = this.#reader(ofType, field, { ...domain, spoilsObject: true });
    const read = isNonNullType(ofType) ? element : nullWhereRefused(element);
    return (value, asked, reading) => {
      if (!Array.isArray(value)) throw invalidAnswer(`${field.name} is no list`);
      // Before any element of a list that is endless.
      if (domain.most !== undefined && value.length > domain.most(reading.below(field, asked))) {
        return refused(domain, reading);
      }
      return value.map((each) => read(each, asked, reading));
    };
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
  return (value, asked, reading) => (value === null ? null : read(value, asked, reading));
}

/** Where null may stand, what cannot stand is null, and all around it stays. */
function nullWhereRefused(read: Reader): Reader {
  return (value, asked, reading) => {
    try {
      return read(value, asked, reading);
    } catch (error) {
      if (error instanceof FieldRefused) return null;
      throw error;
    }
  };
}

/** A field that the reader is not shown: the node is to keep it back itself, and here nothing passes. */
function unlessDenied({ type, coordinate, domain }: ReadField, read: Reader): Reader {
  const own = isNonNullType(type) ? required(domain) : domain;
  return (value, asked, reading) =>
    value !== null && reading.isDenied(coordinate)
      ? refused(own, reading)
      : read(value, asked, reading);
}

/** In a place that cannot be null a wrong value takes the object along, as if it were told to. */
function required(domain: FieldDomain): FieldDomain {
  return { ...domain, spoilsObject: true };
}

/** @throws FieldRefused where null cannot stand for the value. */
function refused({ entry, spoilsObject }: FieldDomain, reading: AnswerReading): null {
  reading.refuse(entry);
  if (spoilsObject) throw new FieldRefused(entry);
  return null;
}

function typeNameReader(typeName: string): Reader {
  return (value) => {
    if (value !== typeName) throw invalidAnswer(`__typename is not ${typeName}`);
    return value;
  };
}

function leafReader(type: GraphQLLeafType, field: string, domain: FieldDomain): Reader {
  const isOfType = leafTest(type);
  const { holds } = domain;
  return (value, asked, reading) => {
    if (!isOfType(value)) throw invalidAnswer(`${field} is no ${type.name}`);
    return holds === undefined || holds(value, asked) ? value : refused(domain, reading);
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
