import type { Dispatcher } from "undici";
import { failureOfStatus, failureWithinAnswer } from "./subgraph-failure.js";

/** An answer, once all of it has come. */
export interface WholeAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

interface Receiver {
  whole(answer: WholeAnswer): void;
  failed(error: unknown): void;
}

/**
 * Gathers what comes to one request. Neither a stream nor a signal stands in between: both cost more
 * than the answer's reading.
 */
export class ComingAnswer implements Dispatcher.DispatchHandler {
  readonly #isRead: (status: number) => boolean;
  readonly #receiver: Receiver;
  readonly #chunks: Buffer[] = [];
  #controller: Dispatcher.DispatchController | null = null;
  #begun: Pick<WholeAnswer, "status" | "headers"> | null = null;
  #isGivenUp = false;

  /** @param isRead whether an answer with this status is read; another fails at once. */
  constructor(isRead: (status: number) => boolean, receiver: Receiver) {
    this.#isRead = isRead;
    this.#receiver = receiver;
  }

  /** What is under way ends; what waits for a connection ends when it has one. */
  giveUp(): void {
    this.#isGivenUp = true;
    this.#controller?.abort(new Error("nobody waits for this answer"));
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#isGivenUp) this.giveUp();
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, unknown>>,
  ): void {
    // Word that it goes on.
    if (status < 200) return;
    this.#begun = { status, headers };
    if (this.#isRead(status)) return;
    this.#receiver.failed(failureOfStatus(status));
    this.giveUp();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    if (this.#begun === null) return;
    const [first, ...others] = this.#chunks;
    const bytes = others.length === 0 ? first : Buffer.concat(this.#chunks);
    this.#receiver.whole({ ...this.#begun, text: withoutMark(bytes?.toString("utf8") ?? "") });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.#receiver.failed(this.#begun === null ? error : failureWithinAnswer(error));
  }
}

/** Some servers begin a text with a mark of its byte order, which is no JSON. */
function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}
