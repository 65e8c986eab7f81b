import type { FormattedExecutionResult } from "graphql";
import { toldToWait } from "../../cost/refuse-unread.js";
import type { Admissions } from "../../door/admission.js";
import type { KindViews } from "../../graph/kind-views.js";
import type { Caller } from "../../identity/callers.js";
import type { SignInHeaders } from "../../identity/sign-in.js";
import { type Asker, askerOf } from "../../turns/asker.js";
import type { ExportDocument } from "./documents.js";
import { NotAnsweredError } from "./not-answered.js";
import { ListChangedError } from "./whole-list.js";

/** What one question is answered with. */
export interface GraphAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly result: FormattedExecutionResult;
}

export type Variables = Readonly<Record<string, unknown>>;

/** The gateway's own graph, by the way that an operation of `POST /graphql` takes. */
export interface Graph {
  /** Null while nobody signs in. */
  readonly admissions: Pick<Admissions, "admit"> | null;
  /** Seconds for which somebody who goes on asking is refused unread. */
  secondsUnread(asker: Asker): number;
  execute(
    document: ExportDocument,
    variables: Variables,
    caller: Caller | null,
    leaving: AbortSignal,
  ): Promise<GraphAnswer>;
}

/** What was answered. The documents are fixed, so the graph's types say what is in it. */
export interface Answered<Data> {
  readonly data: Data;
  readonly errors: NonNullable<FormattedExecutionResult["errors"]>;
}

/**
 * Asks the graph for one request, each time as if its reader sent the operation: signed in anew, so that whoever
 * is shut out meanwhile is asked for no more, within the same budget, judged by the same rules.
 */
export class GraphReader {
  /** As who states a purpose was let in first. */
  #stating: Caller | null = null;
  /** Made once for what the convention grants: its version when the first question was asked. */
  #views: KindViews | null = null;

  constructor(
    private readonly graph: Graph,
    private readonly headers: SignInHeaders,
    readonly leaving: AbortSignal,
  ) {}

  /**
   * Who asks, signed in still. A purpose that the session has signed serves once: stated for the file, it holds for
   * each of its questions.
   *
   * @throws NotAnsweredError for whoever is not let in.
   * @throws ListChangedError where other terms are in force than for the first question.
   */
  async caller(): Promise<Caller | null> {
    if (this.graph.admissions === null) return null;
    const { purpose, ...session } = this.headers;
    const admission = await this.graph.admissions.admit({
      ...session,
      purpose: this.#stating === null ? purpose : null,
    });
    if (!("caller" in admission)) {
      const { status, result, headers } = admission;
      throw new NotAnsweredError({ status, headers, errors: result.errors });
    }
    const { caller } = admission;
    this.#views ??= caller.views;
    if (caller.views !== this.#views) throw new ListChangedError("other terms than before");
    if (purpose === null) return caller;
    this.#stating ??= caller;
    return this.#stating;
  }

  /**
   * Whether who asks is ever shown a field: what is denied is not asked for, since it would refuse its whole document.
   *
   * @throws NotAnsweredError for whoever is not let in.
   */
  async isShown(coordinate: string): Promise<boolean> {
    const caller = await this.caller();
    return caller === null || !caller.reader.isDenied(coordinate);
  }

  /** @throws NotAnsweredError for what is refused, or has errors and nothing else. */
  async ask<Data>(document: ExportDocument, variables: Variables): Promise<Answered<Data>> {
    const caller = await this.caller();
    if (caller !== null) this.#requirePatience(askerOf(caller.session));
    const answer = await this.graph.execute(document, variables, caller, this.leaving);
    const { data, errors = [] } = answer.result;
    if (data === undefined || data === null) {
      const { status, headers } = answer;
      throw new NotAnsweredError({ status: status === 200 ? 503 : status, headers, errors });
    }
    // What the document asks for; what is null in it, each reader of it looks at.
    return { data: data as Data, errors };
  }

  #requirePatience(asker: Asker): void {
    const seconds = this.graph.secondsUnread(asker);
    if (seconds === 0) return;
    const { status, headers, result } = toldToWait(seconds);
    throw new NotAnsweredError({ status, headers, errors: result.errors ?? [] });
  }
}
