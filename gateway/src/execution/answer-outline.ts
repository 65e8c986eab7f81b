import {
  type CompositeType,
  type FieldSelection,
  isCompositeType,
  isCustomScalarType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isSubtype,
  isValidLeafValue,
  type NamedType,
  type Operation,
  type Schema,
  type Selection,
  type SelectionSet,
  type Type,
  Variable,
} from "@apollo/federation-internals";
import { type Gathered, isObject, ownValue } from "./entities.js";

type Variables = Readonly<Record<string, unknown>>;

/** Puts a field's value, or those of a fragment, into an answer; false: the object cannot stand. */
type Step = (
  input: Gathered,
  output: Gathered,
  type: CompositeType,
  variables: Variables,
) => boolean;

/**
 * What stands for a value in the answer.
 *
 * @param before what another mention of the field has put there.
 * @returns `spoilt` where the object around it cannot stand.
 */
type Shape = (value: unknown, before: unknown, variables: Variables) => unknown;

/** In a place that cannot be null is nothing that can stand: the object around it goes too. */
const spoilt = Symbol("spoilt");

/**
 * How the answer to one operation is made of what was gathered for it: what was asked, in the order in
 * which it was, and null where a value may not stand. Made once an operation.
 */
export class AnswerOutline {
  readonly #root: CompositeType;
  readonly #defaults: Variables;
  readonly #steps: readonly Step[];

  private constructor(operation: Operation, root: CompositeType) {
    const schema = operation.schema();
    this.#root = root;
    this.#defaults = operation.collectDefaultedVariableValues();
    this.#steps = new Outliner(schema).steps(operation.selectionSet);
  }

  /** Null of an operation that asks about the schema: that is answered elsewhere. */
  static of(operation: Operation): AnswerOutline | null {
    const root = operation.schema().schemaDefinition.rootType(operation.rootKind);
    const isOfSchema = operation.selectionSet.selections().some(asksOfSchema);
    return root === undefined || isOfSchema ? null : new AnswerOutline(operation, root);
  }

  /** @throws Error when what was gathered does not fit what was asked. */
  read(gathered: Gathered, variables: Variables): Gathered | null {
    const output: Gathered = Object.create(null);
    const all = { __proto__: null, ...this.#defaults, ...variables };
    return stepThrough(this.#steps, gathered, output, this.#root, all) ? output : null;
  }
}

function asksOfSchema(selection: Selection): boolean {
  return selection.kind === "FieldSelection"
    ? selection.element.definition.isSchemaIntrospectionField()
    : selection.selectionSet.selections().some(asksOfSchema);
}

function stepThrough(
  steps: readonly Step[],
  input: Gathered,
  output: Gathered,
  type: CompositeType,
  variables: Variables,
): boolean {
  for (const step of steps) if (!step(input, output, type, variables)) return false;
  return true;
}

class Outliner {
  constructor(readonly schema: Schema) {}

  steps(selections: SelectionSet): readonly Step[] {
    return selections.selections().map((selection) => this.#unlessSkipped(selection));
  }

  #unlessSkipped(selection: Selection): Step {
    const { element } = selection;
    const step =
      selection.kind === "FieldSelection"
        ? this.#field(selection)
        : this.#fragment(selection.element.typeCondition, this.steps(selection.selectionSet));
    const [skip] = element.appliedDirectivesOf(this.schema.skipDirective());
    const [include] = element.appliedDirectivesOf(this.schema.includeDirective());
    if (skip === undefined && include === undefined) return step;
    return (input, output, type, variables) => {
      const isSkipped = skip !== undefined && isTrue(skip.arguments().if, variables);
      const isIncluded = include === undefined || isTrue(include.arguments().if, variables);
      return isSkipped || !isIncluded || step(input, output, type, variables);
    };
  }

  #fragment(typeCondition: CompositeType | undefined, steps: readonly Step[]): Step {
    const known = new Map<string, boolean>();
    const applies = (typeName: string): boolean => {
      const type = this.schema.type(typeName);
      return type !== undefined && typeCondition !== undefined && isSubtype(typeCondition, type);
    };
    return (input, output, parent, variables) => {
      const { __typename: said } = input;
      if (typeCondition !== undefined) {
        const typeName = typeof said === "string" && said !== "" ? said : parent.name;
        const isKnown = known.get(typeName) ?? applies(typeName);
        // Types that are none are not kept: they may be anything.
        if (this.schema.type(typeName) !== undefined) known.set(typeName, isKnown);
        if (!isKnown) return true;
      }
      return stepThrough(steps, input, output, typeCondition ?? parent, variables);
    };
  }

  #field({ element, selectionSet }: FieldSelection): Step {
    const key = element.responseName();
    const { type } = element.definition;
    if (element.name === "__typename") return this.#typeName(key);
    if (type === undefined) throw new Error(`${element.name} has no type`);
    const shape = this.#shape(type, selectionSet === undefined ? null : this.steps(selectionSet));
    return (input, output, _parent, variables) => {
      const value = shape(ownValue(input, key) ?? null, output[key], variables);
      output[key] = value === spoilt ? null : value;
      return value !== spoilt;
    };
  }

  #typeName(key: string): Step {
    return (input, output, parent) => {
      if (output[key] !== undefined) return true;
      const said = ownValue(input, key) ?? (key === "__typename" ? null : input.__typename);
      const type = (typeof said === "string" ? this.schema.type(said) : undefined) ?? parent;
      if (!isObjectType(type)) return false;
      output[key] = type.name;
      return true;
    };
  }

  /** @param steps below it; null of a value that has no parts. */
  #shape(type: Type, steps: readonly Step[] | null): Shape {
    const shape = this.#shapeOfNew(type, steps);
    return (value, before, variables) => {
      const isSettled = before === null || (before !== undefined && steps === null);
      return isSettled ? before : shape(value, before, variables);
    };
  }

  #shapeOfNew(type: Type, steps: readonly Step[] | null): Shape {
    if (isNonNullType(type)) {
      const shape = this.#shapeOfNew(type.ofType, steps);
      return (value, before, variables) => {
        const shaped = shape(value, before, variables);
        return shaped === null ? spoilt : shaped;
      };
    }
    const shape = isListType(type)
      ? listOf(this.#shape(type.ofType, steps))
      : this.#shapeOfNamed(type as NamedType, steps);
    return (value, before, variables) => (value === null ? null : shape(value, before, variables));
  }

  #shapeOfNamed(type: NamedType, steps: readonly Step[] | null): Shape {
    if (!isCompositeType(type)) {
      if (isInputObjectType(type)) throw new Error(`${type.name} is nothing that is answered`);
      if (isCustomScalarType(type)) return (value) => value;
      return (value) => (isValidLeafValue(this.schema, value, type) ? value : null);
    }
    if (steps === null) throw new Error(`nothing is asked of a ${type.name}`);
    return (value, before, variables) => {
      if (!isObject(value)) throw misfit("an object");
      const { __typename: said } = value;
      const named = said ? this.schema.type(String(said)) : type;
      if (named === undefined || !isCompositeType(named)) return null;
      const output = (before ?? Object.create(null)) as Gathered;
      return stepThrough(steps, value, output, named, variables) ? output : null;
    };
  }
}

function listOf(shape: Shape): Shape {
  return (value, before, variables) => {
    if (!Array.isArray(value)) throw misfit("a list");
    if (before !== undefined && !(Array.isArray(before) && before.length === value.length)) {
      throw misfit("the same list as before");
    }
    const shaped = value.map((each: unknown, at) => shape(each ?? null, before?.[at], variables));
    return shaped.includes(spoilt) ? null : shaped;
  };
}

function misfit(due: string): Error {
  return new Error(`what was gathered does not fit what was asked: ${due} is due`);
}

function isTrue(condition: unknown, variables: Variables): boolean {
  const value = condition instanceof Variable ? variables[condition.name] : condition;
  if (typeof value !== "boolean") throw misfit("the condition of a field");
  return value;
}
