import type { BrowserContext, Request, Response } from "playwright-core";
import { type GraphAnswer, readGraphAnswer } from "./graph-answer.js";

/** A page has all it asks for when nothing was under way for so long. */
const quietMs = 250;
const longestWaitMs = 60_000;

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

  private constructor(readonly origin: string) {}

  static async of(context: BrowserContext, origin: string): Promise<PageRecord> {
    const record = new PageRecord(origin);
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
      if (message.type() === "error") record.problems.push(`console: ${message.text()}`);
    });
    context.on("weberror", (error) => record.problems.push(`uncaught: ${error.error().message}`));
    context.on("request", (request) => record.#began(request));
    context.on("requestfinished", (request) => record.#ended(request));
    context.on("requestfailed", (request) => record.#ended(request));
    context.on("response", (response) => record.#answered(response));
    return record;
  }

  /** Waits until nothing is under way, and every answer has been read. */
  async settled(): Promise<void> {
    const deadlineMs = performance.now() + longestWaitMs;
    while (performance.now() < deadlineMs) {
      await Promise.all(this.#reading);
      const quietForMs = performance.now() - this.#lastChangeMs;
      if (this.#underWay.size === 0 && quietForMs >= quietMs) return;
      await new Promise((resolve) => setTimeout(resolve, quietMs / 5));
    }
    const waiting = [...this.#underWay].map((request) => request.url());
    throw new Error(`still under way after ${longestWaitMs / 1000} s: ${waiting.join(", ")}`);
  }

  /** Forgets what came so far. */
  clear(): void {
    for (const list of [this.answers, this.problems, this.elsewhere]) list.splice(0);
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

  #answered(response: Response): void {
    if (response.url() !== `${this.origin}/graphql`) return;
    const reading = readGraphAnswer(response).then(
      (answer) => void this.answers.push(answer),
      // A page that was left takes its answers along.
      () => undefined,
    );
    this.#reading.add(reading);
    void reading.then(() => this.#reading.delete(reading));
  }
}
