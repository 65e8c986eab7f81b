import { isRecord } from "@palier/service";
import {
  type FailureReason,
  invalidAnswer,
  SubgraphFailure,
} from "../connection/subgraph-failure.js";
import { type AnswerReading, FieldRefused } from "./answer-reading.js";
import { type AnswerObject, emptyAnswer } from "./answer-shape.js";
import { readErrors, refusalReason, type SubgraphError } from "./subgraph-errors.js";
import type { SubgraphOperation } from "./subgraph-operation.js";

/** What identifies an entity to its subgraph. */
export interface Representation {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** What the plan is given for some representations, in their order. */
export interface EntityAnswers {
  readonly entities: readonly (AnswerObject | null)[];
  /** The subgraph's own errors that no stand-in tells. */
  readonly errors: readonly SubgraphError[];
  /** Of entities without stand-in. */
  readonly unusable: SubgraphFailure | null;
  /** The first failure of any entity. */
  readonly failure: SubgraphFailure | null;
  /** Fields, as the contract names them, that were left out of entities that else stand. */
  readonly refused: ReadonlySet<string>;
}

export interface EntityQuestion {
  /** Whether a landlord is asked, or one of the platform's own. */
  readonly isLandlord: boolean;
  readonly operation: SubgraphOperation;
  readonly representations: readonly Representation[];
  readonly reading: AnswerReading;
  /** Types that go into totals: they say themselves why they are missing. */
  readonly countedTypes: ReadonlySet<string>;
  /** Whether a type has no other source, as a landlord's own: what it does not know does not exist. */
  readonly isSoleSource: (typeName: string) => boolean;
}

/**
 * A `__typename` that no type has: @apollo/gateway then answers null for the whole object. A plain
 * null would leave what the plan knows already, an object of which every field is null.
 */
const noSuchType = "Nothing";

function absent(): AnswerObject {
  return { __typename: noSuchType };
}

/** Reads a whole answer; an entity that is wrong does not spoil the others. */
export function readEntities(question: EntityQuestion, body: unknown): EntityAnswers {
  const { representations, countedTypes } = question;
  if (!isRecord(body)) throw invalidAnswer("the answer is no object");
  const errors = readErrors(body.errors);
  const given = isRecord(body.data) ? body.data._entities : undefined;
  if (!Array.isArray(given)) {
    if (errors.length > 0)
      throw new SubgraphFailure(refusalReason(errors, question), "errors and no entities");
    throw invalidAnswer("no list of entities");
  }
  if (given.length !== representations.length) {
    throw invalidAnswer(`${given.length} entities for ${representations.length}`);
  }
  const erred = indexesOf(errors);
  const refused = new Set<string>();
  const failures: { readonly isCounted: boolean; readonly failure: SubgraphFailure }[] = [];
  const entities = representations.map((representation, index) => {
    const isCounted = countedTypes.has(representation.__typename);
    try {
      const hasErred = erred.has(index) || (given[index] === null && erred.has("all"));
      if (isCounted) return readCounted(question, representation, given[index], hasErred);
      const shown = readShown(question, representation, given[index], hasErred);
      for (const field of question.reading.refused) refused.add(field);
      return shown;
    } catch (error) {
      if (!(error instanceof SubgraphFailure)) throw error;
      failures.push({ isCounted, failure: error });
      return unanswered(question, representation, error.reason);
    }
  });
  return {
    entities,
    errors: errors.filter(({ path }) => !isOfCounted(question, path)),
    unusable: failures.find(({ isCounted }) => !isCounted)?.failure ?? null,
    failure: failures[0]?.failure ?? null,
    refused,
  };
}

/**
 * What stands for an entity without a usable answer, so that the plan goes on. A site that was only
 * looked up may not exist at all: nothing is shown of it.
 */
export function unanswered(
  { operation, countedTypes }: EntityQuestion,
  representation: Representation,
  reason: FailureReason,
): AnswerObject | null {
  const typeName = representation.__typename;
  if (!countedTypes.has(typeName)) return "lookup" in representation ? absent() : null;
  const answer = emptyAnswer();
  for (const { key, name } of operation.shape.fieldsOf(typeName)) {
    answer[key] = name === "status" ? reason : (representation[name] ?? null);
  }
  return answer;
}

/** What a landlord gave and is not believed in: classification may know a reason that says more. */
export function disbelieved(
  question: EntityQuestion,
  representation: Representation,
  given: unknown,
): AnswerObject | null {
  const standIn = unanswered(question, representation, "INVALID_ANSWER");
  return isRecord(given) && standIn !== null
    ? { ...given, ...without(standIn, (value) => value === null) }
    : standIn;
}

function without(answer: AnswerObject, isLeftOut: (value: unknown) => boolean): AnswerObject {
  return Object.fromEntries(Object.entries(answer).filter(([, value]) => !isLeftOut(value)));
}

/** A part of a total: any error about it makes it unusable, since half a figure is a wrong one. */
function readCounted(
  question: EntityQuestion,
  representation: Representation,
  value: unknown,
  hasErred: boolean,
): AnswerObject {
  if (hasErred) throw new SubgraphFailure("FAILED", `error in a ${representation.__typename}`);
  const answer = readOwn(question, representation, value);
  const [refused] = question.reading.refused;
  if (refused !== undefined) throw outOfDomain(refused);
  return answer;
}

/** Something that is shown: fields that are missing because of an error stay null. */
function readShown(
  question: EntityQuestion,
  representation: Representation,
  value: unknown,
  hasErred: boolean,
): AnswerObject | null {
  if (value !== null) return readOwn(question, representation, value);
  question.reading.begin("");
  if (hasErred) return "lookup" in representation ? absent() : null;
  return question.isSoleSource(representation.__typename) ? absent() : null;
}

function readOwn(
  { operation, reading }: EntityQuestion,
  representation: Representation,
  value: unknown,
): AnswerObject {
  const typeName = operation.shape.typeOf(value, representation.__typename);
  const id = representation.id ?? representation.lookup;
  const asked = reading.begin(typeof id === "string" ? id : "");
  const answer = withoutRefusal(() => operation.shape.read(value, typeName, asked, reading));
  for (const { key, name } of operation.shape.fieldsOf(typeName)) {
    if (name === "id" && id !== undefined && answer[key] !== id) {
      throw invalidAnswer(`another ${typeName} than the one asked for`);
    }
  }
  return answer;
}

/** @throws SubgraphFailure in place of a refusal that leaves nothing to stand. */
export function withoutRefusal<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof FieldRefused ? outOfDomain(error.entry) : error;
  }
}

export function outOfDomain(field: string): SubgraphFailure {
  return invalidAnswer(`${field} holds what it may not`);
}

/** Positions that errors are about; "all" when one does not say which. */
function indexesOf(errors: readonly SubgraphError[]): ReadonlySet<number | "all"> {
  return new Set(errors.map(({ path }) => (typeof path[1] === "number" ? path[1] : "all")));
}

function isOfCounted(
  { representations, countedTypes }: EntityQuestion,
  path: SubgraphError["path"],
): boolean {
  const position = typeof path[1] === "number" ? path[1] : 0;
  return countedTypes.has(representations[position]?.__typename ?? "");
}
