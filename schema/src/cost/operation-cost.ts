import {
  type FieldNode,
  type GraphQLCompositeType,
  GraphQLError,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
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
const plannedRequestUs = 2_400;

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
 * What an operation costs, before it is planned, whatever its conditions say. A field counts once
 * for each place of the answer that it fills, however many fragments ask for it there.
 *
 * To be asked of documents within the door's limits: a place is read once, and an operation has no
 * more of them than selections, fragments spread. One that has more costs more than anybody has.
 */
export function operationCost(
  costed: CostedOperation,
  weights: Weights = weightsOfGraph,
): OperationCost {
  return new CostReading(costed, weights).read();
}

/** Many times what the door lets through. */
const mostPlaces = 10_000;

/** Of one place for each of its parents, and of the requests under it, which serve all of them. */
interface Sum {
  readonly parentUs: number;
  readonly parentValues: number;
  readonly landlordRequests: number;
  readonly platformRequests: number;
  /** Of this place itself: asked once, whatever field needs them. */
  readonly asks: ReadonlySet<Question>;
}

const nothing: Sum = {
  parentUs: 0,
  parentValues: 0,
  landlordRequests: 0,
  platformRequests: 0,
  asks: new Set(),
};
const endless: Sum = { ...nothing, parentUs: Number.POSITIVE_INFINITY };

/** What an operation asks of objects of one type, by however many selection sets. */
interface Place {
  readonly sets: readonly SelectionSetNode[];
  readonly type: GraphQLCompositeType;
  readonly level: Level;
}

/** One field of a place, with what is below it. */
interface PlacedField {
  readonly coordinate: string;
  readonly weight: FieldWeight;
  readonly count: number;
  /** Of each value, what is below not among them. */
  readonly us: number;
  /** Null for a value. */
  readonly below: Place | null;
}

class CostReading {
  readonly #costed: CostedOperation;
  readonly #weights: Weights;
  readonly #numbers = new Map<SelectionSetNode, number>();
  readonly #sums = new Map<string, Sum>();

  constructor(costed: CostedOperation, weights: Weights) {
    this.#costed = costed;
    this.#weights = weights;
  }

  read(): OperationCost {
    const { operation, schema, extent } = this.#costed;
    const type = schema.getRootType(operation.operation);
    if (type == null) throw new Error(`the graph answers no ${operation.operation}`);
    const level: Level = {
      landlords: extent.landlords,
      perTerritory: extent.landlords,
      owners: 1,
      page: 1,
    };
    const root: Place = { sets: [operation.selectionSet], type, level };
    const sum = answered(this.#sumOf(root), level);
    const requests = sum.landlordRequests + sum.platformRequests;
    return {
      answering: milliseconds(operationUs + microseconds(sum)),
      planning: milliseconds(requests * plannedRequestUs),
      requests,
      values: Math.ceil(sum.parentValues),
      mostCostly: () => this.#mostCostly(root, 1, microseconds(sum) / 2),
    };
  }

  #sumOf(place: Place): Sum {
    const key = this.#keyOf(place);
    const known = this.#sums.get(key);
    if (known !== undefined) return known;
    if (this.#sums.size >= mostPlaces) return endless;
    // A fragment that holds itself, which validation refuses, counts as empty there.
    this.#sums.set(key, nothing);
    const sum = this.#fieldsOf(place)
      .map((field) => this.#sumOfField(field))
      .reduce(added, nothing);
    this.#sums.set(key, sum);
    return sum;
  }

  #keyOf({ sets, type, level }: Place): string {
    const numbers = sets.map((set) => {
      const number = this.#numbers.get(set) ?? this.#numbers.size;
      this.#numbers.set(set, number);
      return number;
    });
    const { landlords, perTerritory, owners, page } = level;
    const where = [landlords, perTerritory, owners, page].join(" ");
    return `${[...new Set(numbers)].sort()} ${type.name} ${where}`;
  }

  #sumOfField({ weight, count, us, below }: PlacedField): Sum {
    const asks = new Set(weight.asks === undefined ? [] : [weight.asks]);
    if (below === null) {
      return { ...nothing, parentUs: count * us, parentValues: count, asks };
    }
    const inner = this.#sumOf(below);
    const asked = weight.asksBelow === undefined ? [] : [weight.asksBelow];
    const sum = answered({ ...inner, asks: new Set([...inner.asks, ...asked]) }, below.level);
    return {
      ...sum,
      parentUs: count * (us + sum.parentUs),
      parentValues: count * (1 + sum.parentValues),
      asks,
    };
  }

  /** Each field of a place once: what several nodes ask under one key is one answer. */
  #fieldsOf(place: Place): PlacedField[] {
    const nodesByKey = new Map<string, FieldNode[]>();
    for (const { node } of this.#costed.fragments.fieldsOf(place.sets)) {
      // `__typename` costs nothing to speak of.
      if (node.name.value.startsWith("__")) continue;
      const key = `${(node.alias ?? node.name).value} ${node.name.value}`;
      const nodes = nodesByKey.get(key);
      if (nodes === undefined) nodesByKey.set(key, [node]);
      else nodes.push(node);
    }
    return [...nodesByKey.values()].flatMap((nodes) => this.#placed(nodes, place) ?? []);
  }

  #placed(nodes: readonly FieldNode[], { type, level }: Place): PlacedField | null {
    const name = nodes[0]?.name.value ?? "";
    const field = this.#fieldNamed(name, type);
    if (field === undefined) return null;
    const weight = this.#weightOf(type, name);
    const named = getNamedType(field.type);
    const sets = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    // They differ between types that are never one object's: the costliest stands for all.
    const readings = nodes.map((node) => this.#readingOf(field, node, weight, level));
    const most = (of: (reading: (typeof readings)[number]) => number) =>
      Math.max(...readings.map(of));
    const count = most((reading) => reading.count);
    const landlords = most((reading) => reading.landlords);
    return {
      coordinate: `${type.name}.${name}`,
      weight,
      count,
      us: most((reading) => reading.us),
      below:
        sets.length === 0 || !isCompositeType(named)
          ? null
          : {
              sets,
              type: named,
              level: {
                landlords,
                perTerritory: most((reading) => reading.perTerritory),
                owners: Math.min(landlords, Math.ceil(level.owners * count)),
                page: most((reading) => reading.page),
              },
            },
    };
  }

  #readingOf(
    field: GraphQLField<unknown, unknown>,
    node: FieldNode,
    weight: FieldWeight,
    level: Level,
  ) {
    const { extent } = this.#costed;
    const given = this.#argumentsOf(field, node);
    const { territory, page, isOfTerritories } = weight;
    const count = weight.size?.(given, level, extent) ?? 1;
    const there = territory === undefined ? null : extent.landlordsIn(`${given[territory]}`);
    return {
      count,
      us: weight.us * (weight.reads?.(given, level, extent) ?? 1),
      landlords: there ?? level.landlords,
      perTerritory: there ?? (isOfTerritories ? extent.landlordsPerTerritory : level.perTerritory),
      page: page === undefined ? level.page : pageOf(given[page]),
    };
  }

  /** In a fragment on one of its types a place may be asked what the others do not have. */
  #fieldNamed(
    name: string,
    type: GraphQLCompositeType,
  ): GraphQLField<unknown, unknown> | undefined {
    const possible = isAbstractType(type) ? this.#costed.schema.getPossibleTypes(type) : [];
    return [type, ...possible].flatMap((one) =>
      "getFields" in one ? (one.getFields()[name] ?? []) : [],
    )[0];
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

  /** Down from the root, as long as one field has more than `half` of the whole. */
  #mostCostly(place: Place, parents: number, half: number): string | null {
    for (const field of this.#fieldsOf(place)) {
      if (microseconds(this.#sumOfField(field), parents) <= half) continue;
      const { coordinate, count, below } = field;
      const deeper = below && this.#mostCostly(below, parents * count, half);
      return deeper ?? coordinate;
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
