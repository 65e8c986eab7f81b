import {
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import type { Fragments } from "../document/fragments.js";
import { type Arguments, type FieldWeight, pageOf } from "./field-weight.js";
import type { GraphExtent } from "./graph-extent.js";
import { type Level, type Question, questions } from "./questions.js";
import { type Weights, weights as weightsOfGraph } from "./weights.js";

/** Microseconds of one request, besides what is under it: a visa, a token, the log, a statement. */
const landlordRequestUs = 5_000;
const platformRequestUs = 3_000;
/** Of any operation: who asks, which document, the answer. */
const operationUs = 1_500;
/** Of each request that a plan holds, where its text is new. */
const plannedRequestUs = 1_200;

/** What an operation costs at most, in milliseconds of processor time over all processes. */
export interface OperationCost {
  readonly answering: number;
  /** Beside that, where its text was not asked before: the gateway does nothing else meanwhile. */
  readonly planning: number;
  /** Requests that the gateway sends. */
  readonly requests: number;
  /** Objects and values of the answer, which the gateway puts together and does nothing else meanwhile. */
  readonly values: number;
  /** Coordinate of the field that has most of it, with what is below it; null where none has. */
  readonly mostCostly: () => string | null;
}

export interface CostedOperation {
  readonly operation: OperationDefinitionNode;
  readonly fragments: Fragments;
  /** As the caller knows it; the document is valid by it. */
  readonly schema: GraphQLSchema;
  /** Coerced, defaults included. */
  readonly variables: Readonly<Record<string, unknown>>;
  readonly extent: GraphExtent;
}

/**
 * What an operation costs, before it is planned: whatever its conditions say, and as often as
 * its fragments are spread. Each selection set is read once for each kind of place that it stands in.
 */
export function operationCost(
  costed: CostedOperation,
  weights: Weights = weightsOfGraph,
): OperationCost {
  return new CostReading(costed, weights).read();
}

/** Of one level for each of its parents, and of the requests under it, which serve all of them. */
interface Sum {
  readonly parentUs: number;
  readonly parentValues: number;
  readonly landlordRequests: number;
  readonly platformRequests: number;
  /** Of this level itself: asked once, whatever fragment needs them. */
  readonly asks: ReadonlySet<Question>;
}

const nothing: Sum = {
  parentUs: 0,
  parentValues: 0,
  landlordRequests: 0,
  platformRequests: 0,
  asks: new Set(),
};

class CostReading {
  readonly #costed: CostedOperation;
  readonly #weights: Weights;
  readonly #read = new Map<SelectionSetNode, Map<string, Sum>>();

  constructor(costed: CostedOperation, weights: Weights) {
    this.#costed = costed;
    this.#weights = weights;
  }

  read(): OperationCost {
    const { operation, schema, extent } = this.#costed;
    const root = schema.getRootType(operation.operation);
    if (root == null) throw new Error(`the graph answers no ${operation.operation}`);
    const level: Level = { landlords: extent.landlords, owners: 1, page: 1 };
    const sum = answered(this.#sumOf(operation.selectionSet, root, level), level);
    const requests = sum.landlordRequests + sum.platformRequests;
    return {
      answering: milliseconds(operationUs + microseconds(sum)),
      planning: milliseconds(requests * plannedRequestUs),
      requests,
      values: Math.ceil(sum.parentValues),
      mostCostly: () => this.#mostCostly(operation.selectionSet, root, level),
    };
  }

  #sumOf(set: SelectionSetNode, type: GraphQLCompositeType, level: Level): Sum {
    const key = `${type.name} ${level.landlords} ${level.owners} ${level.page}`;
    const known = this.#read.get(set) ?? new Map<string, Sum>();
    this.#read.set(set, known);
    const found = known.get(key);
    if (found !== undefined) return found;
    // A fragment that holds itself, which validation refuses, counts as empty there.
    known.set(key, nothing);
    let sum = nothing;
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        sum = added(sum, this.#sumOfField(selection, type, level));
        continue;
      }
      const fragment =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? this.#costed.fragments.get(selection.name.value)
          : selection;
      if (fragment === undefined) continue;
      const condition = fragment.typeCondition?.name.value;
      const narrowed = condition === undefined ? type : this.#costed.schema.getType(condition);
      if (!isCompositeType(narrowed)) continue;
      sum = added(sum, this.#sumOf(fragment.selectionSet, narrowed, level));
    }
    known.set(key, sum);
    return sum;
  }

  #sumOfField(node: FieldNode, type: GraphQLCompositeType, level: Level): Sum {
    const place = this.#placeBelow(node, type, level);
    if (place === null) return nothing;
    const { weight, count } = place;
    const asks = new Set(weight.asks === undefined ? [] : [weight.asks]);
    const { selectionSet } = node;
    if (selectionSet === undefined || place.type === null) {
      return { ...nothing, parentUs: count * weight.us, parentValues: count, asks };
    }
    const inner = this.#sumOf(selectionSet, place.type, place.level);
    const below = answered(
      weight.asksBelow === undefined
        ? inner
        : { ...inner, asks: new Set([...inner.asks, weight.asksBelow]) },
      place.level,
    );
    return {
      ...below,
      parentUs: count * (weight.us + below.parentUs),
      parentValues: count * (1 + below.parentValues),
      asks,
    };
  }

  /** Where a field leads; null for `__typename`, which costs nothing to speak of. */
  #placeBelow(node: FieldNode, type: GraphQLCompositeType, level: Level) {
    const name = node.name.value;
    if (name.startsWith("__") || !("getFields" in type)) return null;
    const field = type.getFields()[name];
    if (field === undefined) return null;
    const weight = this.#weightOf(type, name);
    const given = this.#argumentsOf(field, node);
    const { extent } = this.#costed;
    const count = weight.size?.(given, level, extent) ?? 1;
    const landlords =
      weight.territory === undefined
        ? level.landlords
        : extent.landlordsIn(`${given[weight.territory]}`);
    const named = getNamedType(field.type);
    return {
      weight,
      count,
      type: isCompositeType(named) ? named : null,
      level: {
        landlords,
        owners: Math.min(landlords, Math.ceil(level.owners * count)),
        page: weight.page === undefined ? level.page : pageOf(given[weight.page]),
      },
    };
  }

  /** A landlord's own type costs what its interface does. */
  #weightOf(type: GraphQLCompositeType, field: string): FieldWeight {
    const interfaces = isObjectType(type) || isInterfaceType(type) ? type.getInterfaces() : [];
    for (const { name } of [...interfaces, type]) {
      const weight = this.#weights[`${name}.${field}`];
      if (weight !== undefined) return weight;
    }
    throw new Error(`nobody has said what ${type.name}.${field} costs`);
  }

  #argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): Arguments {
    if (field.args.length === 0) return {};
    try {
      return getArgumentValues(field, node, this.#costed.variables);
    } catch (error) {
      // Null for what may not be null, which whoever answers refuses: as much as the field may give.
      if (error instanceof GraphQLError) return {};
      throw error;
    }
  }

  /** Down from the root, as long as one field has more than half of the whole. */
  #mostCostly(
    set: SelectionSetNode,
    type: GraphQLCompositeType,
    level: Level,
    parents = 1,
    whole = microseconds(answered(this.#sumOf(set, type, level), level)),
  ): string | null {
    for (const { node } of this.#costed.fragments.fieldsOf([set])) {
      const place = this.#placeBelow(node, type, level);
      if (place === null) continue;
      const sum = this.#sumOfField(node, type, level);
      if (microseconds(sum, parents) <= whole / 2) continue;
      const { selectionSet } = node;
      const below =
        selectionSet === undefined || place.type === null
          ? null
          : this.#mostCostly(selectionSet, place.type, place.level, parents * place.count, whole);
      return below ?? `${type.name}.${node.name.value}`;
    }
    return null;
  }
}

function added(one: Sum, other: Sum): Sum {
  return {
    parentUs: one.parentUs + other.parentUs,
    parentValues: one.parentValues + other.parentValues,
    landlordRequests: one.landlordRequests + other.landlordRequests,
    platformRequests: one.platformRequests + other.platformRequests,
    asks: new Set([...one.asks, ...other.asks]),
  };
}

/** With the requests that a level itself asks for. */
function answered({ asks, parentValues, ...sum }: Sum, level: Level): Sum {
  let { parentUs, landlordRequests, platformRequests } = sum;
  for (const question of asks) {
    const cost = questions[question];
    parentUs += cost.parentUs(level);
    landlordRequests += cost.landlords(level);
    platformRequests += cost.platform;
  }
  return { parentUs, parentValues, landlordRequests, platformRequests, asks: new Set() };
}

function microseconds({ parentUs, landlordRequests, platformRequests }: Sum, parents = 1): number {
  return (
    parents * parentUs + landlordRequests * landlordRequestUs + platformRequests * platformRequestUs
  );
}

/** A cost is a whole number, 1 at least. */
function milliseconds(us: number): number {
  return Math.max(1, Math.ceil(us / 1_000));
}
