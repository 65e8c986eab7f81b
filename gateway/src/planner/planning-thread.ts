import { Worker } from "node:worker_threads";
import type { Alarm } from "../turns/turns.js";
import { timer } from "../turns/turns.js";

/** The same place from sources and from what is built of them. */
const script = new URL("../../planner/planning-thread.mjs", import.meta.url);
/** Many times what the largest plan takes that a cost lets through. */
const largestHeapMb = 512;
/** Likewise. */
const longestPlanMs = 10_000;

/** An operation to plan; the text is one that was judged. */
export interface PlannedText {
  readonly text: string;
  readonly operationName: string | null;
}

type Told = { readonly plan: string } | { readonly problem: string };

/** The thread ended, or was ended, before there was a plan. */
export class PlanningEndedError extends Error {
  constructor(reason: string) {
    super(`The planner's thread ended: ${reason}`);
    this.name = "PlanningEndedError";
  }
}

export interface PlanningThreadParts {
  readonly supergraphSdl: string;
  readonly log: (entry: string) => void;
  readonly script?: URL;
  readonly alarm?: Alarm;
}

/** A thread that plans one operation after the other; one that ends is replaced when there is another. */
export class PlanningThread {
  readonly #parts: Required<PlanningThreadParts>;
  #running: Promise<Worker> | null = null;
  #isStopped = false;

  constructor(parts: PlanningThreadParts) {
    this.#parts = { script, alarm: timer, ...parts };
  }

  /** @throws PlanningEndedError when there is none to be had. */
  async start(): Promise<void> {
    await this.#worker();
  }

  /**
   * To be asked again only once there is an answer.
   *
   * @returns the plan's JSON.
   * @throws PlanningEndedError
   * @throws Error when the planner cannot plan it.
   */
  async plan(asked: PlannedText): Promise<string> {
    const worker = await this.#worker();
    const told = await new Promise<Told>((resolve, reject) => {
      let reason = "it ran out of memory, or the gateway stops";
      const silence = this.#parts.alarm(longestPlanMs, () => {
        reason = "a plan took too long";
        void worker.terminate();
      });
      const end = () => {
        silence();
        worker.off("message", answered).off("exit", ended);
      };
      const answered = (answer: Told) => {
        end();
        resolve(answer);
      };
      const ended = () => {
        end();
        if (!this.#isStopped) {
          this.#parts.log(
            `The planner's thread ended while it planned: ${reason}; the next plan starts another`,
          );
        }
        reject(new PlanningEndedError(reason));
      };
      worker.on("message", answered).on("exit", ended);
      worker.postMessage(asked);
    });
    if ("plan" in told) return told.plan;
    throw new Error(`An operation cannot be planned: ${told.problem}`);
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    const worker = await this.#running?.catch(() => null);
    await worker?.terminate();
  }

  #worker(): Promise<Worker> {
    if (this.#isStopped) return Promise.reject(new PlanningEndedError("the gateway stops"));
    this.#running ??= this.#begin();
    return this.#running;
  }

  #begin(): Promise<Worker> {
    const { supergraphSdl, script, log } = this.#parts;
    const worker = new Worker(script, {
      workerData: { supergraphSdl },
      // Of what the gateway was told it needs nothing.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: largestHeapMb },
    });
    worker.on("error", ({ message }) => log(`The planner's thread failed: ${message}`));
    return new Promise((resolve, reject) => {
      // Its first word; those after are about plans.
      worker.once("message", () => resolve(worker));
      worker.once("exit", () => {
        this.#running = null;
        reject(new PlanningEndedError("it does not start"));
      });
    });
  }
}
