import { DocumentNotRegisteredError, documentHash, documentTermOf } from "@palier/schema";
import { BoundedMap } from "@palier/service";
import {
  type DocumentNode,
  execute,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Caller } from "../identity/callers.js";
import { type Asker, askerOf } from "../turns/asker.js";
import { type DocumentView, judgeDocument, type Verdict } from "./judge-document.js";
import { type Variables, variableProblems } from "./variable-problems.js";

/** One operation of a document, as a request asks for it. */
export interface AskedOperation {
  readonly document: DocumentNode;
  /** Names the document's text. */
  readonly textHash: string;
  readonly operation: OperationDefinitionNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Variables | undefined;
}

/** An answer for which nothing is fetched. */
export interface AnswerOfDoor {
  readonly result: FormattedExecutionResult;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Charges for an answer of the door's own; what is returned is told instead. */
export type ChargeAtDoor = (asker: Asker) => Promise<AnswerOfDoor | null> | null;

type Judged = Pick<Caller, "session" | "views"> | null;

/** What partners may ask whom the convention restricts to it. */
export interface Registered {
  has(documentHash: string): boolean;
}

/** Texts come again and again; the oldest verdict goes first. */
const mostVerdicts = 2_000;
/** Answers about the schema, each of up to half a megabyte in memory: tools ask few questions. */
const mostSchemaAnswers = 10;

/**
 * Judges each document for the kind of partner that sends it, looks at the variables of each request,
 * and answers questions about the schema.
 */
export class OperationJudge {
  readonly #knowsCallers: boolean;
  readonly #registered: Registered;
  /** Of texts of restricted partners: each is read once. */
  readonly #hashes = new BoundedMap<string, string>(mostVerdicts);
  /** Of each text of the convention its own. */
  readonly #verdicts = new WeakMap<object, BoundedMap<string, Verdict>>();
  readonly #charge: ChargeAtDoor;
  /** Of each schema its own, to questions without variables. */
  readonly #schemaAnswers = new WeakMap<object, BoundedMap<string, FormattedExecutionResult>>();

  /** @param knowsCallers whether callers sign in; without a session there is no answer then. */
  constructor(knowsCallers: boolean, registered: Registered, charge: ChargeAtDoor) {
    this.#knowsCallers = knowsCallers;
    this.#registered = registered;
    this.#charge = charge;
  }

  /**
   * @param schema that some kind can be shown.
   * @returns null for an operation that subgraphs may be asked for.
   */
  async answer(
    asked: AskedOperation,
    caller: Judged,
    schema: GraphQLSchema,
  ): Promise<AnswerOfDoor | null> {
    const view = this.#viewOf(caller, schema);
    const judged = this.#judge(asked, view, caller);
    if (judged === null) return null;
    const unpaid = caller && (await this.#charge(askerOf(caller.session)));
    if (unpaid !== null) return unpaid;
    if (judged !== "INTROSPECTED") return judged;
    const result = await this.#introspect(asked, view);
    return { result, status: result.data === undefined ? 400 : 200, headers: {} };
  }

  #judge(
    asked: AskedOperation,
    view: DocumentView,
    caller: Judged,
  ): AnswerOfDoor | "INTROSPECTED" | null {
    const unregistered = caller && this.#unregistered(asked, caller);
    if (unregistered !== null) return unregistered;
    const verdict = this.#verdictOn(asked, view, caller);
    if (verdict.kind === "REFUSED") {
      return { result: { errors: verdict.errors }, status: verdict.status, headers: {} };
    }
    const problems = variableProblems(view.schema, asked.operation, asked.variables ?? {});
    if (problems.length > 0) return { result: { errors: problems }, status: 400, headers: {} };
    return verdict.kind === "FETCHED" ? null : "INTROSPECTED";
  }

  async #introspect(asked: AskedOperation, view: DocumentView): Promise<FormattedExecutionResult> {
    if (Object.keys(asked.variables ?? {}).length > 0) return introspect(asked, view);
    const answers =
      this.#schemaAnswers.get(view.schema) ??
      new BoundedMap<string, FormattedExecutionResult>(mostSchemaAnswers);
    this.#schemaAnswers.set(view.schema, answers);
    const key = `${asked.textHash} ${asked.operation.name?.value ?? ""}`;
    const answer = answers.get(key) ?? (await introspect(asked, view));
    answers.set(key, answer);
    // Whoever sends it may put something beside it.
    return { ...answer };
  }

  #viewOf(caller: Judged, schema: GraphQLSchema): DocumentView {
    if (!this.#knowsCallers) return { policy: null, schema };
    if (caller === null) throw new Error("an operation came in without a session");
    return caller.views.viewOf(caller.session.partner.kind, schema);
  }

  /** Before anything else is looked at, and not kept: registrations come and go. */
  #unregistered(
    { document, textHash }: AskedOperation,
    { session: { partner } }: NonNullable<Judged>,
  ): AnswerOfDoor | null {
    if (documentTermOf(partner) === "any") return null;
    const hash = this.#hashes.get(textHash) ?? documentHash(textOf(document));
    this.#hashes.set(textHash, hash);
    if (this.#registered.has(hash)) return null;
    const { message, extensions } = new DocumentNotRegisteredError(partner.code);
    const error = { message, extensions: { ...extensions, documentHash: hash } };
    return { result: { errors: [error] }, status: 403, headers: {} };
  }

  #verdictOn({ document, textHash }: AskedOperation, view: DocumentView, caller: Judged): Verdict {
    const owner = caller?.views ?? view.schema;
    const verdicts = this.#verdicts.get(owner) ?? new BoundedMap<string, Verdict>(mostVerdicts);
    this.#verdicts.set(owner, verdicts);
    const purpose = caller?.session.purpose ?? null;
    const key = `${view.policy?.kind} ${purpose} ${textHash}`;
    let verdict = verdicts.get(key);
    if (verdict === undefined) {
      verdict = judgeDocument(document, view, purpose);
      verdicts.set(key, verdict);
    }
    return verdict;
  }
}

/** What is executed, and not what a request says beside it. */
function textOf({ loc }: DocumentNode): string {
  if (loc === undefined) throw new Error("a document came in without its text");
  return loc.source.body;
}

async function introspect(
  { document, variables, operationName }: AskedOperation,
  { schema }: DocumentView,
): Promise<FormattedExecutionResult> {
  const { data, errors } = await execute({
    schema,
    document,
    ...(variables && { variableValues: variables }),
    operationName,
  });
  const extensions = { code: "BAD_USER_INPUT" };
  if (errors === undefined) return { data };
  return { data, errors: errors.map(({ message }) => ({ message, extensions })) };
}
