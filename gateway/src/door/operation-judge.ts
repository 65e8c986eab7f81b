import { BoundedMap } from "@palier/service";
import {
  type DocumentNode,
  execute,
  type FormattedExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { Caller } from "../identity/callers.js";
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
}

type Judged = Pick<Caller, "session" | "views"> | null;

/** Texts come again and again; the oldest verdict goes first. */
const mostVerdicts = 2_000;

/**
 * Judges each document for the kind of partner that sends it, looks at the variables of each request,
 * and answers questions about the schema.
 */
export class OperationJudge {
  readonly #knowsCallers: boolean;
  /** Of each text of the convention its own. */
  readonly #verdicts = new WeakMap<object, BoundedMap<string, Verdict>>();

  /** @param knowsCallers whether callers sign in; without a session there is no answer then. */
  constructor(knowsCallers: boolean) {
    this.#knowsCallers = knowsCallers;
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
    const verdict = this.#verdictOn(asked, view, caller);
    if (verdict.kind === "REFUSED") {
      return { result: { errors: verdict.errors }, status: verdict.status };
    }
    const problems = variableProblems(view.schema, asked.operation, asked.variables ?? {});
    if (problems.length > 0) return { result: { errors: problems }, status: 400 };
    if (verdict.kind === "FETCHED") return null;
    const result = await introspect(asked, view);
    return { result, status: result.data === undefined ? 400 : 200 };
  }

  #viewOf(caller: Judged, schema: GraphQLSchema): DocumentView {
    if (!this.#knowsCallers) return { policy: null, schema };
    if (caller === null) throw new Error("an operation came in without a session");
    return caller.views.viewOf(caller.session.partner.kind, schema);
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
