import type { FetchNode, PlanNode, QueryPlanSelectionNode } from "@apollo/query-planner";
import { type FormattedExecutionResult, GraphQLError, type GraphQLFormattedError } from "graphql";
import type { TypeConditions } from "./entities.js";
import { type Gathered, isObject, merge, ownValue, representationOf, rewrite } from "./entities.js";

/** What a plan asks a subgraph. */
export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}

/** What a plan asks a subgraph later of the rows that the same list has, as far as it may come with the list. */
export interface Along {
  readonly question: Question;
  /** How many landlords' lists are merged: each has about its share of the rows that are shown. */
  readonly lists: number;
}

type Path = readonly (string | number)[];

export interface RunParts {
  /** Every type of every subgraph. */
  readonly types: TypeConditions;
  /** @param isList whether the plan's entities stand in a list. */
  readonly ask: (
    subgraph: string,
    question: Question,
    isList: boolean,
    along: Along | null,
  ) => Promise<Pick<FormattedExecutionResult, "data" | "errors">>;
  /** As the caller sent them. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Of a variable that a part of the plan depends on. */
  readonly isTrue: (variable: string) => boolean;
  /** Fetches of lists, each with the one of its rows. */
  readonly rowsAlong: ReadonlyMap<FetchNode, FetchNode>;
}

/** The place in what has been gathered that a part of a plan is about. */
interface Place {
  readonly path: Path;
  /** One object, or those of a list, of which some may be null. */
  readonly data: unknown;
}

/** One run through a plan: what subgraphs answer is gathered in one object, and where they err is noted. */
export class PlanRun {
  readonly gathered: Gathered = Object.create(null);
  readonly errors: unknown[] = [];
  readonly #parts: RunParts;

  constructor(parts: RunParts) {
    this.#parts = parts;
  }

  async run(node: PlanNode): Promise<void> {
    await this.#run(node, { path: [], data: this.gathered });
  }

  async #run(node: PlanNode, place: Place): Promise<void> {
    switch (node.kind) {
      case "Sequence":
        for (const each of node.nodes) await this.#run(each, place);
        return;
      case "Parallel":
        await this.#runBeside(node.nodes, place);
        return;
      case "Flatten": {
        const data = dataAt(place.data, node.path);
        if (data) await this.#run(node.node, { path: [...place.path, ...node.path], data });
        return;
      }
      case "Fetch":
        await this.#fetch(node, place);
        return;
      case "Condition": {
        const { condition, ifClause, elseClause } = node;
        const branch = this.#parts.isTrue(condition) ? ifClause : elseClause;
        if (branch) await this.#run(branch, place);
        return;
      }
      case "Defer":
        throw new Error("an answer in parts was planned");
    }
  }

  /**
   * Fetches from the same place look through it once together: with a hundred landlords each would
   * look through the sites of all.
   */
  async #runBeside(nodes: readonly PlanNode[], place: Place): Promise<void> {
    const found = new Map<string, EntitiesByType>();
    const running = nodes.map((node) => {
      if (node.kind !== "Flatten" || node.node.kind !== "Fetch") return this.#run(node, place);
      const key = JSON.stringify(node.path);
      let there = found.get(key);
      if (there === undefined) {
        there = new EntitiesByType(dataAt(place.data, node.path));
        found.set(key, there);
      }
      if (!there.data) return undefined;
      const at = { path: [...place.path, ...node.path], data: there.data };
      return this.#fetch(node.node, at, there);
    });
    await Promise.all(running);
  }

  async #fetch(fetch: FetchNode, place: Place, there = new EntitiesByType(place.data)) {
    try {
      const { requires } = fetch;
      if (requires === undefined) await this.#fetchFields(fetch, place, there.all);
      else await this.#fetchEntities(fetch, place, there);
    } catch (error) {
      this.errors.push(error);
    }
  }

  async #fetchFields(fetch: FetchNode, place: Place, objects: readonly unknown[]): Promise<void> {
    if (objects.length === 0) return;
    const data = await this.#ask(fetch, place, this.#variablesOf(fetch), null);
    rewrite(data, fetch.outputRewrites, this.#parts.types);
    for (const each of objects) merge(each as Gathered, data);
  }

  async #fetchEntities(fetch: FetchNode, place: Place, there: EntitiesByType): Promise<void> {
    const { types } = this.#parts;
    const { requires = [] } = fetch;
    const representations: Gathered[] = [];
    const represented: Gathered[] = [];
    for (const object of there.thatMayFit(requires, types)) {
      const representation = representationOf(object, requires, types);
      if (!representation?.__typename) continue;
      rewrite(representation, fetch.inputRewrites, types);
      representations.push(representation);
      represented.push(object as Gathered);
    }
    if (representations.length === 0) return;
    const variables = { ...this.#variablesOf(fetch), representations };
    const along = this.#along(fetch, there.all.length);
    const data = await this.#ask(fetch, place, variables, along);
    if (!data) return;
    const given = data._entities;
    if (!Array.isArray(given) || given.length !== representations.length) {
      throw new Error("a subgraph gave other entities than it was asked for");
    }
    for (const [index, object] of represented.entries()) {
      const entity: unknown = given[index];
      if (isObject(entity) && !entity.__typename) entity.__typename = object.__typename;
      rewrite(entity, fetch.outputRewrites, types);
      merge(object, entity as Gathered | null);
    }
  }

  #along(fetch: FetchNode, lists: number): Along | null {
    const rows = this.#parts.rowsAlong.get(fetch);
    return rows === undefined
      ? null
      : { question: questionOf(rows, this.#variablesOf(rows)), lists };
  }

  #variablesOf({ variableUsages = [] }: FetchNode): Record<string, unknown> {
    const variables: Record<string, unknown> = Object.create(null);
    for (const name of variableUsages) {
      const value = ownValue(this.#parts.variables, name);
      if (value !== undefined) variables[name] = value;
    }
    return variables;
  }

  async #ask(
    fetch: FetchNode,
    { path }: Place,
    variables: Question["variables"],
    along: Along | null,
  ) {
    const { serviceName } = fetch;
    const question = questionOf(fetch, variables);
    const isList = path.includes("@");
    const { data, errors } = await this.#parts.ask(serviceName, question, isList, along);
    if (errors !== undefined && errors.length > 0) {
      const isOfEntities = fetch.requires !== undefined;
      const places = isOfEntities ? placesAt(this.gathered, path) : [];
      for (const error of errors) {
        const at = isOfEntities
          ? pathOfEntity(error.path, places, path)
          : pathBelow(path, error.path);
        this.errors.push(subgraphError(error, serviceName, at));
      }
    }
    return data;
  }
}

function questionOf(
  { operation: query, operationName }: FetchNode,
  variables: Question["variables"],
): Question {
  return { query, variables, operationName };
}

/** What stands at a place, and, once somebody asks for it, by type. */
class EntitiesByType {
  #byType: Map<unknown, number[]> | null = null;
  #all: readonly unknown[] | null = null;

  constructor(readonly data: unknown) {}

  /** Without those that are not there. */
  get all(): readonly unknown[] {
    this.#all ??= Array.isArray(this.data)
      ? this.data.filter((each: unknown) => each !== null && each !== undefined)
      : [this.data];
    return this.#all;
  }

  /** Those whose type a requirement is about, in their order; all where it may be about any. */
  thatMayFit(
    requires: readonly QueryPlanSelectionNode[],
    types: TypeConditions,
  ): readonly unknown[] {
    const { all } = this;
    const conditions: string[] = [];
    for (const each of requires) {
      if (each.kind === "Field") return all;
      if (each.typeCondition !== undefined) conditions.push(each.typeCondition);
    }
    const fitting = this.#positions(all, [...new Set(conditions)], types);
    const [only, ...others] = fitting;
    if (only === undefined) return [];
    const positions = others.length === 0 ? only : fitting.flat().sort((a, b) => a - b);
    return positions.map((at) => all[at]);
  }

  /** By type. Those of one object type are found by its name: a hundred landlords ask for theirs among all types. */
  #positions(
    all: readonly unknown[],
    conditions: readonly string[],
    types: TypeConditions,
  ): readonly (readonly number[])[] {
    const byType = this.#types(all);
    if (conditions.every((condition) => types.isOfObject(condition))) {
      return conditions.flatMap((condition) => {
        const positions = byType.get(condition);
        return positions === undefined ? [] : [positions];
      });
    }
    return [...byType]
      .filter(([type]) => conditions.some((condition) => types.holds(condition, type)))
      .map(([, positions]) => positions);
  }

  #types(all: readonly unknown[]): ReadonlyMap<unknown, number[]> {
    if (this.#byType !== null) return this.#byType;
    this.#byType = new Map();
    for (const [at, each] of all.entries()) {
      const type = isObject(each) ? each.__typename : undefined;
      const known = this.#byType.get(type);
      if (known === undefined) this.#byType.set(type, [at]);
      else known.push(at);
    }
    return this.#byType;
  }
}

/** What stands at a path; below the elements of a list, all of them in one list. */
function dataAt(value: unknown, path: Path): unknown {
  let data = value;
  for (const [index, part] of path.entries()) {
    if (data === undefined || data === null) return data;
    if (part === "@") {
      const rest = path.slice(index + 1);
      return listAt(data).flatMap((each) => dataAt(each, rest));
    }
    if (typeof part !== "string" || Array.isArray(data)) {
      throw new Error(`a plan's path does not fit what was gathered: ${path.join(".")}`);
    }
    data = ownValue(data, part);
  }
  return data;
}

function listAt(data: unknown): readonly unknown[] {
  if (!Array.isArray(data)) throw new Error("a plan looks for a list where none is");
  return data;
}

/** The path of each object at a place of a plan, positions of lists in it. */
function placesAt(gathered: unknown, path: Path): Path[] {
  let places: { readonly path: Path; readonly data: unknown }[] = [{ path: [], data: gathered }];
  for (const part of path) {
    places = places.flatMap((place) => (part === "@" ? elementsOf(place) : fieldOf(place, part)));
  }
  return places.filter(({ data }) => data !== null && data !== undefined).map((each) => each.path);
}

function elementsOf({ path, data }: Place): Place[] {
  if (data === null || data === undefined) return [];
  return listAt(data).map((each, at) => ({ path: [...path, at], data: each }));
}

function fieldOf(place: Place, part: string | number): Place[] {
  if (Array.isArray(place.data)) return elementsOf(place).flatMap((each) => fieldOf(each, part));
  const value = ownValue(place.data, String(part));
  return value === undefined ? [] : [{ path: [...place.path, part], data: value }];
}

function pathOfEntity(errorPath: Path | undefined, places: readonly Path[], path: Path) {
  const position = errorPath?.[1];
  if (typeof position !== "number") return pathBelow(path, errorPath);
  return [...(places[position] ?? []), ...(errorPath ?? []).slice(2)];
}

function pathBelow(path: Path, errorPath: Path | undefined): Path | undefined {
  return errorPath && [...path, ...errorPath];
}

/** Whoever masks errors knows by `serviceName` that it has been logged where it was met. */
function subgraphError(
  { message, extensions }: GraphQLFormattedError,
  serviceName: string,
  path: Path | undefined,
): GraphQLError {
  const code = extensions?.code ?? "DOWNSTREAM_SERVICE_ERROR";
  const words = message || `Error while fetching subquery from service "${serviceName}"`;
  return new GraphQLError(words, {
    ...(path && { path }),
    extensions: { ...extensions, serviceName, code },
  });
}
