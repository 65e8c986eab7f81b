import { isNativeError } from "node:util/types";
import type { AccessEntry, Viewer } from "@palier/schema";
import { BoundedMap, RefusalRecorder } from "@palier/service";
import type { RefusalWriter } from "./refusal-writer.js";

/** Persons who are refused something at the same time, each with a recorder of its own. */
const mostSenders = 1_000;
/** Entries that wait for the disk; with more a refusal is said to the operator only. */
const mostWaiting = 1_000;
/** How often it is looked whether something must go. */
const tidyMs = 60 * 60_000;

interface Waiter {
  readonly entry: AccessEntry;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/**
 * What this gateway refused, each person's the first ones one by one and the rest counted, so that
 * nobody can push what others were refused out of the log.
 */
export class Refusals {
  readonly #strangers: RefusalRecorder;
  readonly #persons = new BoundedMap<string, RefusalRecorder>(mostSenders);
  readonly #tidying: NodeJS.Timeout;
  #waiting: Waiter[] = [];
  #turns: Promise<void> = Promise.resolve();

  /** @param months how long the convention in force keeps entries. */
  constructor(
    private readonly writer: RefusalWriter,
    private readonly months: () => number,
    private readonly log: (entry: string) => void,
  ) {
    this.#strangers = new RefusalRecorder((entry) => this.#append(entry), log);
    this.#tidying = setInterval(() => this.#tidy(), tidyMs).unref();
    this.#tidy();
  }

  /** Resolves once the entry is kept or counted, or it was said that it could not be. */
  async note(entry: AccessEntry): Promise<void> {
    const recorder = entry.viewer === null ? this.#strangers : this.#recorderOf(entry.viewer);
    await recorder.entry(entry).catch((error: unknown) => this.#failed(error));
  }

  /** Writes what was counted and not yet written. */
  async close(): Promise<void> {
    clearInterval(this.#tidying);
    for (const recorder of [this.#strangers, ...this.#persons.values()]) await recorder.close();
    await this.#turns;
    await this.writer.close();
  }

  #recorderOf(viewer: Viewer): RefusalRecorder {
    const key = JSON.stringify([viewer.partner, viewer.subject]);
    let recorder = this.#persons.get(key);
    if (recorder === undefined) {
      recorder = new RefusalRecorder((entry) => this.#append(entry), this.log, viewer);
      this.#persons.set(key, recorder);
    }
    return recorder;
  }

  #append(entry: AccessEntry): Promise<void> {
    if (this.#waiting.length >= mostWaiting) {
      return Promise.reject(new Error("too many refusals wait for the disk"));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ entry, resolve, reject });
      // Entries that come while others are being written are written together.
      if (this.#waiting.length === 1) this.#inTurn(() => this.#writeWaiting());
    });
  }

  async #writeWaiting(): Promise<void> {
    const waiters = this.#waiting;
    this.#waiting = [];
    try {
      await this.writer.append(waiters.map(({ entry }) => entry));
      for (const { resolve } of waiters) resolve();
    } catch (error) {
      for (const { reject } of waiters) reject(error);
    }
  }

  #tidy(): void {
    this.#inTurn(() => this.writer.removeOlder(this.months(), new Date()));
  }

  /** The writer does one thing at a time. */
  #inTurn(step: () => Promise<void>): void {
    this.#turns = this.#turns.then(step).catch((error: unknown) => this.#failed(error));
  }

  #failed(error: unknown): void {
    this.log(`A refusal could not be recorded: ${isNativeError(error) ? error.message : error}`);
  }
}
