import type { IncomingMessage, ServerResponse } from "node:http";

/** What answers requests until another takes its place. */
export interface Answerer {
  /** @param body as it was read: bytes, or JSON. */
  readonly answer: (
    request: IncomingMessage,
    response: ServerResponse,
    body: unknown,
  ) => Promise<void>;
  /** Called once no request is under way. */
  stop(): Promise<void>;
}

/** One that answers, and how many requests it has under way. */
interface Shift {
  readonly answering: Answerer;
  underWay: number;
  isOver: boolean;
}

/**
 * Gives each request to what answers at that moment, from its first step to its last; what was
 * replaced is stopped when its last request has ended.
 */
export class HandOver {
  private shift: Shift;
  private readonly stopping = new Set<Promise<void>>();

  constructor(
    first: Answerer,
    private readonly log: (entry: string) => void,
  ) {
    this.shift = { answering: first, underWay: 0, isOver: false };
  }

  readonly answer: Answerer["answer"] = (request, response, body) => {
    const { shift } = this;
    shift.underWay += 1;
    response.once("close", () => {
      shift.underWay -= 1;
      this.stopIfDone(shift);
    });
    return shift.answering.answer(request, response, body);
  };

  /** From the next request on. */
  replace(next: Answerer): void {
    const before = this.shift;
    this.shift = { answering: next, underWay: 0, isOver: false };
    before.isOver = true;
    this.stopIfDone(before);
  }

  /** To be called when the last connection is closed. */
  async stop(): Promise<void> {
    await Promise.all(this.stopping);
    await this.shift.answering.stop();
  }

  private stopIfDone({ answering, underWay, isOver }: Shift): void {
    if (!isOver || underWay > 0) return;
    const stopping = answering
      .stop()
      .catch((error: unknown) => this.log(`What was replaced did not stop cleanly: ${error}`))
      .finally(() => this.stopping.delete(stopping));
    this.stopping.add(stopping);
  }
}
