import type { ServerResponse } from "node:http";
import { type AccessError, RateLimitedError, UnavailableError } from "@palier/schema";
import { AccessTrace } from "@palier/service";

/** What the answer to one request may take. */
export interface WorkLimits {
  /** Entities asked for, over all fields of the operation. */
  readonly references: number;
  /** As resolvers report them. */
  readonly rows: number;
  /** From its turn on. */
  readonly longestMs: number;
}

/** Why work ended before it was done. */
export interface BrokenOff {
  /** For the log. */
  readonly reason: string;
  readonly error: AccessError;
}

/** The work for one request: what it takes, whether somebody still waits for it, what it has opened. */
export class Work {
  readonly #controller = new AbortController();
  readonly #ends: (() => Promise<void>)[] = [];
  readonly #limits: WorkLimits | null;
  #references = 0;
  #brokenOff: BrokenOff | null = null;
  readonly access: LimitedTrace;

  /** @param limits null: as much as it takes. */
  constructor(limits: WorkLimits | null) {
    this.#limits = limits;
    this.access = new LimitedTrace((rows) => this.bear(rows, limits?.rows, "rows"));
  }

  /** Aborted when nobody waits for the answer any more, or it takes too much; its reason is an error to answer with. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Null while the work goes on, and when it was done. */
  get brokenOff(): BrokenOff | null {
    return this.#brokenOff;
  }

  /** @throws RateLimitedError when the operation asks for more entities than one may. */
  addReferences(count: number): void {
    this.#references += count;
    this.bear(this.#references, this.#limits?.references, "entities");
  }

  /** Breaks the work off when the caller leaves before it is answered. */
  isFor(response: ServerResponse): void {
    response.once("close", () => {
      if (response.writableFinished) return;
      this.breakOff("the caller left before the answer", new UnavailableError());
    });
  }

  /** Called when the work is over, however it ends. */
  whenOver(end: () => Promise<void>): void {
    this.#ends.push(end);
  }

  /** Works for as long as it may take, and closes then what was opened. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const longestMs = this.#limits?.longestMs;
    const late = () => this.breakOff(`no answer within ${longestMs} ms`, new UnavailableError());
    const timer = longestMs === undefined ? undefined : setTimeout(late, longestMs).unref();
    try {
      return await work();
    } finally {
      clearTimeout(timer);
      for (const end of this.#ends) await end();
    }
  }

  private bear(count: number, most: number | undefined, what: string): void {
    if (most === undefined || count <= most) return;
    const error = new RateLimitedError();
    this.breakOff(`more than ${most} ${what} asked for at once`, error);
    throw error;
  }

  private breakOff(reason: string, error: AccessError): void {
    this.#brokenOff ??= { reason, error };
    this.#controller.abort(this.#brokenOff.error);
  }
}

/** A trace that says how much was read before it is an entry. */
class LimitedTrace extends AccessTrace {
  #rowsRead = 0;

  constructor(private readonly onRows: (rowsRead: number) => void) {
    super();
  }

  get rowsRead(): number {
    return this.#rowsRead;
  }

  override addRows(count: number): void {
    super.addRows(count);
    this.#rowsRead += count;
    this.onRows(this.#rowsRead);
  }
}
