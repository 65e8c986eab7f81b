import { isRecord } from "@palier/service";
import type { Representation } from "./entity-answers.js";
import { type EntityDocument, EntityDocuments } from "./entity-document.js";
import { type AskedAlong, isOfSiteAlong, sitesIn } from "./rows-along.js";

/** Entities that a plan asks of a subgraph. */
export interface EntityFetch {
  readonly query: string;
  readonly representations: readonly Representation[];
  /** What else it sends; of one operation, a name stands for one value. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What of an answer is read; those that are asked together have the same. */
  readonly largestAnswer: number | undefined;
}

/** How a subgraph is asked. */
interface Ways {
  /** This question, with all that belongs to it. */
  alone(): Promise<unknown>;
  /** Those that were joined, of which none has more than its representations. */
  joined(fetch: EntityFetch): Promise<unknown>;
  /** What is asked with it; null: nothing. */
  readonly along: AskedAlong | null;
  /** Is given what came of it; null: it cannot be asked for so. */
  came(along: AskedAlong, sites: ReadonlyMap<string, unknown> | null): void;
}

interface Waiting {
  readonly fetch: EntityFetch;
  readonly document: EntityDocument;
  readonly ways: Ways;
  readonly resolve: (answer: Promise<unknown>) => void;
}

/**
 * What one operation asks one subgraph in the same step of its plan: it goes as one question, of which
 * the subgraph checks who asks, and writes it down, once. What a later step asks of the sites of a page
 * comes along. An answer that is not whole and without an error is not divided: each question is then
 * asked by itself, as if it had not been joined.
 */
export class QuestionsOfAStep {
  readonly #waiting = new WeakMap<object, Waiting[]>();
  readonly documents = new EntityDocuments();

  /** @param operation by which questions of the same operation know each other. */
  ask(fetch: EntityFetch, operation: object, ways: Ways): Promise<unknown> {
    const document = this.#document(fetch);
    if (document === null) return ways.alone();
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(operation);
      if (waiting !== undefined) {
        waiting.push({ fetch, document, ways, resolve });
        return;
      }
      const first = [{ fetch, document, ways, resolve }];
      this.#waiting.set(operation, first);
      // All that a plan asks in one step it asks before the event loop turns.
      setImmediate(() => {
        this.#waiting.delete(operation);
        for (const group of groupsOf(first)) send(group, joined(group));
      });
    });
  }

  /** Null of one that asks more than entities of the types that are represented. */
  #document({ query, representations }: EntityFetch): EntityDocument | null {
    const document = this.documents.read(query);
    if (document === null) return null;
    const represented = new Set(representations.map(({ __typename }) => __typename));
    return [...document.byType.keys()].every((type) => represented.has(type)) ? document : null;
  }
}

/** Those that can be asked as one, each as early as it can. */
function groupsOf(waiting: readonly Waiting[]): Waiting[][] {
  const groups: Waiting[][] = [];
  for (const each of waiting) {
    const group = groups.find((others) => others.every((other) => canJoin(each, other)));
    if (group === undefined) groups.push([each]);
    else group.push(each);
  }
  return groups;
}

/** Neither asks anything of the other's entities, and what both call the same is the same. */
function canJoin(one: Waiting, other: Waiting): boolean {
  if (one.fetch.largestAnswer !== other.fetch.largestAnswer) return false;
  for (const [type, fields] of one.document.byType) {
    if (other.document.byType.has(type)) return false;
    for (const [key, asked] of fields) {
      for (const same of other.document.byType.values()) {
        if (same.has(key) && same.get(key) !== asked) return false;
      }
    }
  }
  return true;
}

/** Null of a question that goes as it is. */
function joined(group: readonly Waiting[]): EntityFetch | null {
  const [first] = group;
  const along = group.flatMap(({ ways }) => ways.along ?? []);
  if (first === undefined || (group.length === 1 && along.length === 0)) return null;
  const documents = [...group, ...along].map(({ document }) => document);
  const definitions = new Map(documents.flatMap(({ variables }) => [...variables]));
  const texts = [...group.map(({ document }) => document.text), ...along.map(({ text }) => text)];
  const operation = `query ${first.document.name}`.trimEnd();
  const asked = ["$representations:[_Any!]!", ...definitions.values()].join("");
  return {
    query: `${operation}(${asked}){_entities(representations:$representations){${texts.join("")}}}`,
    representations: group.flatMap(({ fetch }) => fetch.representations),
    variables: Object.assign(
      {},
      ...group.map(({ fetch }) => fetch.variables),
      ...along.map(({ later }) => later.variables),
    ),
    largestAnswer: first.fetch.largestAnswer,
  };
}

function send(group: readonly Waiting[], all: EntityFetch | null): void {
  const [first] = group;
  if (first === undefined) return;
  const answer = all === null ? null : first.ways.joined(all).catch(() => null);
  let from = 0;
  for (const { fetch, ways, resolve } of group) {
    const begin = from;
    from += fetch.representations.length;
    const end = from;
    resolve(
      answer === null
        ? ways.alone()
        : answer.then((body) => {
            const part = partOf(body, begin, end, all);
            const { along } = ways;
            if (along !== null) ways.came(along, part && sitesOf(part, body));
            return part === null ? ways.alone() : { data: { _entities: part } };
          }),
    );
  }
}

/** Null of an answer that is not whole. Sites that err are asked for once more, and tell it then. */
function partOf(
  body: unknown,
  begin: number,
  end: number,
  all: EntityFetch | null,
): readonly unknown[] | null {
  if (!isRecord(body) || !isRecord(body.data)) return null;
  if ("errors" in body && !isOfSitesAlone(body.errors)) return null;
  const { _entities: entities } = body.data;
  if (!Array.isArray(entities) || entities.length !== all?.representations.length) return null;
  return entities.slice(begin, end);
}

function sitesOf(part: readonly unknown[], body: unknown): ReadonlyMap<string, unknown> | null {
  return isRecord(body) && "errors" in body ? null : sitesIn(part);
}

function isOfSitesAlone(errors: unknown): boolean {
  return Array.isArray(errors) && errors.length > 0 && errors.every(isOfSiteAlong);
}
