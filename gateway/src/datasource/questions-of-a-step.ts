import { BoundedMap, isRecord } from "@palier/service";
import { Kind, parse, print, stripIgnoredCharacters } from "graphql";
import type { Representation } from "./entity-answers.js";

/** Entities that a plan asks of a subgraph. */
export interface EntityFetch {
  readonly query: string;
  readonly representations: readonly Representation[];
  /** What of an answer is read; those that are asked together have the same. */
  readonly largestAnswer: number | undefined;
}

/** How a subgraph is asked. */
interface Ways {
  /** This question, with all that belongs to it. */
  alone(): Promise<unknown>;
  /** Those that were joined, of which none has more than its representations. */
  joined(fetch: EntityFetch): Promise<unknown>;
}

interface Waiting {
  readonly fetch: EntityFetch;
  readonly ways: Ways;
  readonly resolve: (answer: Promise<unknown>) => void;
}

/** What a document asks of each type of entity. */
interface Selections {
  /** As text, of all types. */
  readonly text: string;
  /** By type, the response keys with what is asked under each. */
  readonly byType: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** A plan's documents are few and come again; so do those that are asked in one step. */
const mostDocuments = 1_000;

/**
 * What one operation asks one subgraph in the same step of its plan: it goes as one question, of which
 * the subgraph checks who asks, and writes it down, once. An answer that is not whole and without an error is not
 * divided: each question is then asked by itself, as if it had not been joined.
 */
export class QuestionsOfAStep {
  readonly #waiting = new WeakMap<object, Waiting[]>();
  readonly #documents = new BoundedMap<string, Selections | null>(mostDocuments);

  /** @param operation by which questions of the same operation know each other. */
  ask(fetch: EntityFetch, operation: object, ways: Ways): Promise<unknown> {
    if (this.#selections(fetch) === null) return ways.alone();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(operation);
      if (waiting !== undefined) {
        waiting.push({ fetch, ways, resolve });
        return;
      }
      const first = [{ fetch, ways, resolve }];
      this.#waiting.set(operation, first);
      // All that a plan asks in one step it asks before the event loop turns.
      setImmediate(() => {
        this.#waiting.delete(operation);
        for (const group of this.#groups(first)) send(group, this.#join(group));
      });
    });
  }

  /** Those that can be asked as one, each as early as it can. */
  #groups(waiting: readonly Waiting[]): Waiting[][] {
    const groups: Waiting[][] = [];
    for (const each of waiting) {
      const group = groups.find((others) => others.every((other) => this.#fit(each, other)));
      if (group === undefined) groups.push([each]);
      else group.push(each);
    }
    return groups;
  }

  /** Neither asks anything of the other's entities, and what both call the same is the same. */
  #fit({ fetch: one }: Waiting, { fetch: other }: Waiting): boolean {
    const [ones, others] = [this.#selections(one), this.#selections(other)];
    if (ones === null || others === null || one.largestAnswer !== other.largestAnswer) return false;
    for (const [type, fields] of ones.byType) {
      if (others.byType.has(type)) return false;
      for (const [key, asked] of fields) {
        for (const same of others.byType.values()) {
          if (same.has(key) && same.get(key) !== asked) return false;
        }
      }
    }
    return true;
  }

  #join(group: readonly Waiting[]): EntityFetch | null {
    const [first] = group;
    if (first === undefined || group.length === 1) return null;
    const texts = group.map(({ fetch }) => this.#selections(fetch)?.text ?? "");
    return {
      query: `query($representations:[_Any!]!){_entities(representations:$representations){${texts.join("")}}}`,
      representations: group.flatMap(({ fetch }) => fetch.representations),
      largestAnswer: first.fetch.largestAnswer,
    };
  }

  /** Null of a document that asks more than entities of the types that are represented. */
  #selections({ query, representations }: EntityFetch): Selections | null {
    let selections = this.#documents.get(query);
    if (selections === undefined) {
      selections = selectionsOf(query);
      this.#documents.set(query, selections);
    }
    if (selections === null) return null;
    const represented = new Set(representations.map(({ __typename }) => __typename));
    return [...selections.byType.keys()].every((type) => represented.has(type)) ? selections : null;
  }
}

function send(group: readonly Waiting[], joined: EntityFetch | null): void {
  const [first] = group;
  if (first === undefined) return;
  const answer = joined === null ? null : first.ways.joined(joined).catch(() => null);
  let from = 0;
  for (const { fetch, ways, resolve } of group) {
    const begin = from;
    from += fetch.representations.length;
    const end = from;
    resolve(
      answer === null
        ? ways.alone()
        : answer.then((body) => partOf(body, begin, end, joined) ?? ways.alone()),
    );
  }
}

/** Null of an answer that is not whole. */
function partOf(body: unknown, begin: number, end: number, joined: EntityFetch | null): unknown {
  if (!isRecord(body) || "errors" in body || !isRecord(body.data)) return null;
  const { _entities: entities } = body.data;
  if (!Array.isArray(entities) || entities.length !== joined?.representations.length) return null;
  return { data: { _entities: entities.slice(begin, end) } };
}

function selectionsOf(query: string): Selections | null {
  const [operation, ...others] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION || others.length > 0) return null;
  const [entities, ...beside] = operation.selectionSet.selections;
  const isPlain =
    operation.operation === "query" &&
    operation.name === undefined &&
    operation.variableDefinitions?.length === 1 &&
    entities?.kind === Kind.FIELD &&
    entities.name.value === "_entities" &&
    entities.alias === undefined &&
    beside.length === 0;
  if (!isPlain || entities.selectionSet === undefined) return null;
  const byType = new Map<string, Map<string, string>>();
  const texts: string[] = [];
  for (const node of entities.selectionSet.selections) {
    if (node.kind !== Kind.INLINE_FRAGMENT || node.typeCondition === undefined) return null;
    const fields = byType.get(node.typeCondition.name.value) ?? new Map<string, string>();
    for (const field of node.selectionSet.selections) {
      if (field.kind !== Kind.FIELD) return null;
      const text = stripIgnoredCharacters(print(field));
      const key = field.alias?.value ?? field.name.value;
      fields.set(key, `${fields.get(key) ?? ""}${text}`);
    }
    byType.set(node.typeCondition.name.value, fields);
    texts.push(stripIgnoredCharacters(print(node)));
  }
  return { text: texts.join(""), byType };
}
