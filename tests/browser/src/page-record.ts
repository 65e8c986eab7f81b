import type { BrowserContext, Page, Request, Response } from "playwright-core";
import { type GraphAnswer, readGraphAnswer } from "./graph-answer.js";

/** A page has all it asks for when nothing was under way for so long. */
const quietMs = 250;
const longestWaitMs = 60_000;
/** Of a page that draws without end; any other has time to spare before. */
const longestBusyMs = 2_000;

/** All that came to a visitor's pages, the issuer's included. */
export class PageRecord {
  /** Questions to the graph with their answers, oldest first. */
  readonly answers: GraphAnswer[] = [];
  /** Errors on the console, uncaught ones, and violations of the content security policy. */
  readonly problems: string[] = [];
  /** Addresses asked outside of the platform's origin. */
  readonly elsewhere: string[] = [];

  readonly #underWay = new Set<Request>();
  readonly #reading = new Set<Promise<void>>();
  #lastChangeMs = performance.now();

  private constructor(
    readonly origin: string,
    readonly context: BrowserContext,
  ) {}

  static async of(context: BrowserContext, origin: string): Promise<PageRecord> {
    const record = new PageRecord(origin, context);
    await context.exposeBinding("reportViolation", (_source, violation: string) =>
      record.problems.push(`content security policy: ${violation}`),
    );
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        const { violatedDirective, blockedURI, sourceFile, lineNumber } = event;
        // What `exposeBinding` has just put there.
        const { reportViolation } = window as unknown as {
          reportViolation(violation: string): Promise<void>;
        };
        void reportViolation(`${violatedDirective} ${blockedURI} (${sourceFile}:${lineNumber})`);
      });
    });
    context.on("console", (message) => {
      // Whether it was told to wait for the machine or for a minute, the answer says.
      const isToWait = message.location().url === record.#graph && / 429 /.test(message.text());
      if (message.type() === "error" && !isToWait) {
        record.problems.push(`console: ${message.text()}`);
      }
    });
    context.on("weberror", (error) => record.problems.push(`uncaught: ${error.error().message}`));
    context.on("request", (request) => record.#began(request));
    context.on("requestfinished", (request) => record.#ended(request));
    context.on("requestfailed", (request) => record.#ended(request));
    context.on("response", (response) => record.#answered(response));
    return record;
  }

  /**
   * Waits until nothing is under way, every answer has been read, and the pages have done what came of it: a click of
   * before has its question, and an answer the next one, however slow the machine is.
   */
  async settled(): Promise<void> {
    const deadlineMs = performance.now() + longestWaitMs;
    while (performance.now() < deadlineMs) {
      await Promise.all(this.#reading);
      const lastChangeMs = this.#lastChangeMs;
      const isQuiet = this.#underWay.size === 0 && performance.now() - lastChangeMs >= quietMs;
      if (isQuiet && (await this.#areIdle()) && lastChangeMs === this.#lastChangeMs) return;
      if (!isQuiet) await new Promise((resolve) => setTimeout(resolve, quietMs / 5));
    }
    const waiting = [...this.#underWay].map((request) => request.url());
    throw new Error(`still under way after ${longestWaitMs / 1000} s: ${waiting.join(", ")}`);
  }

  /** Forgets what came so far. */
  clear(): void {
    for (const list of [this.answers, this.problems, this.elsewhere]) list.splice(0);
  }

  /**
   * A machine that many tests share may have a page ask again, which it does by itself; what is used up, or too much for
   * one operation, is a problem of the page's.
   */
  #keep(answer: GraphAnswer): void {
    const reasons = answer.body.errors?.map(({ extensions }) => extensions?.reason) ?? [];
    if (answer.status === 429 && reasons.every((reason) => reason === "BUSY")) return;
    this.answers.push(answer);
    if (answer.status === 429) this.problems.push(`refused: ${answer.text}`);
  }

  /** Once each page has nothing to do; false where one is on its way elsewhere. */
  async #areIdle(): Promise<boolean> {
    const idle = await Promise.all(this.context.pages().map(isIdle));
    return !idle.includes(false);
  }

  #began(request: Request): void {
    const { origin, protocol } = new URL(request.url());
    if (/^https?:|^wss?:/.test(protocol) && origin !== this.origin) {
      this.elsewhere.push(request.url());
    }
    this.#underWay.add(request);
    this.#lastChangeMs = performance.now();
  }

  #ended(request: Request): void {
    this.#underWay.delete(request);
    this.#lastChangeMs = performance.now();
  }

  get #graph(): string {
    return `${this.origin}/graphql`;
  }

  #answered(response: Response): void {
    if (response.url() !== this.#graph) return;
    const reading = readGraphAnswer(response).then(
      (answer) => this.#keep(answer),
      // A page that was left takes its answers along.
      () => undefined,
    );
    this.#reading.add(reading);
    void reading.then(() => this.#reading.delete(reading));
  }
}

function isIdle(page: Page): Promise<boolean> {
  const idle = page.evaluate(
    (timeout) => new Promise((resolve) => requestIdleCallback(resolve, { timeout })),
    longestBusyMs,
  );
  return idle.then(
    () => true,
    // What it would have been asked for was left.
    () => false,
  );
}
