import type { Dispatcher } from "undici";
import { failureOfStatus, failureWithinAnswer } from "./subgraph-failure.js";

/** An answer, once all of it has come. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/**
 * One request, and what comes to it. Neither a stream nor a signal stands in between: both cost more
 * than the answer's reading.
 */
export class ComingAnswer implements Dispatcher.DispatchHandler {
  readonly #isRead: (status: number) => boolean;
  readonly #whole: (answer: WholeAnswer) => void;
  readonly #failed: (error: unknown) => void;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #begun: Pick<WholeAnswer, "status" | "headers"> | null = null;
  #isGivenUp = false;

  /**
   * @param isRead whether an answer with this status is read; another fails at once.
   * @param whole is called once all of it has come, or else `failed` is.
   */
  constructor(
    isRead: (status: number) => boolean,
    whole: (answer: WholeAnswer) => void,
    failed: (error: unknown) => void,
  ) {
    this.#isRead = isRead;
    this.#whole = whole;
    this.#failed = failed;
  }

  get isGivenUp(): boolean {
    return this.#isGivenUp;
  }

  /** What waits for a connection when it is given up goes on without us: undici ends no such request. */
  ask(pool: Dispatcher, asked: Dispatcher.DispatchOptions): void {
    if (!this.#isGivenUp) pool.dispatch(asked, this);
  }

  /** What is under way ends; what waits for a connection ends when it has one. */
  giveUp(): void {
    this.#isGivenUp = true;
    const error = new GivenUpError();
    this.#failed(error);
    this.#controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isGivenUp) this.giveUp();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: WholeAnswer["headers"],
  ): void {
    // Word that it goes on.
    if (status < 200) return;
    this.#begun = { status, headers };
    if (this.#isRead(status)) return;
    this.#failed(failureOfStatus(status));
    this.giveUp();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#begun === null) return;
    const { status, headers } = this.#begun;
    const [first] = this.#chunks;
    const bytes = this.#chunks.length > 1 ? Buffer.concat(this.#chunks) : first;
    this.#whole({ status, headers, text: withoutMark(bytes?.toString("utf8") ?? "") });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#failed(this.#begun === null ? error : failureWithinAnswer(error));
  }
}

class GivenUpError extends Error {
  constructor() {
    super("nobody waits for this answer");
    this.name = "GivenUpError";
  }
}

/** Some servers begin a text with a mark of its byte order, which is no JSON. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
