import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { readIfPresent } from "@palier/service";
import { PlatformError } from "../machine/platform-error.js";
import { loopback } from "../machine/ports.js";
import { buildOf } from "./build-of.js";

/** One program of the platform: a subgraph or the gateway. */
export interface ServiceDefinition {
  /** `gateway`, `convention`, `classification`, or a landlord's slug. */
  readonly name: string;
  /** Its main.js, or run.js. */
  readonly main: string;
  /** All that it finds in its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** What it prints goes there, from the start anew. */
  readonly logFile: string;
  /** On 127.0.0.1, where a debugger may attach; absent: nowhere. */
  readonly inspectPort?: number;
}

/** Tells the administrator what became of a service, in one line. */
export type Report = (line: string) => void;

const startTimeoutMs = 60_000;
/** After this a service that was told to stop is killed: more than it takes itself to end what it has begun. */
const usualStopMs = 13_000;
const firstRestartMs = 500;
const longestRestartMs = 30_000;
/** A service that ran this long starts again without delay. */
const steadyMs = 60_000;

/** A running service that is started again whenever it ends by itself. */
export class SupervisedService {
  #child: ChildProcess | undefined;
  #isStopping = false;
  #restartMs = firstRestartMs;
  /** Of the program that runs. */
  #build = "";
  #isRenewed = false;
  #patience = new AbortController();

  constructor(
    private readonly definition: ServiceDefinition,
    private readonly report: Report,
    private readonly stopTimeoutMs = usualStopMs,
  ) {}

  /**
   * Starts it and waits until it listens.
   *
   * @returns its URL.
   * @throws PlatformError with the service's own words when it ends or stays silent instead.
   */
  async start(): Promise<string> {
    const url = await this.#launch(this.definition.env.PORT ?? "0");
    this.#watch(url);
    return url;
  }

  /** Resolves when it has ended: by itself once it has answered what it was asked, or killed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#end();
  }

  /** Starts it anew, on its port and without delay, if its program has been built again meanwhile. */
  async renew(): Promise<void> {
    if (this.#isStopping || buildOf(this.definition.main) === this.#build) return;
    this.report(`The service "${this.definition.name}" was built again; it starts anew.`);
    this.#isRenewed = true;
    this.#patience.abort();
    await this.#end();
  }

  kill(): void {
    this.#isStopping = true;
    this.#child?.kill("SIGKILL");
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (!child || hasEnded(child)) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    const killer = setTimeout(() => child.kill("SIGKILL"), this.stopTimeoutMs);
    await ended;
    clearTimeout(killer);
  }

  /** One process from its beginning to its word that it listens. */
  #launch(port: string): Promise<string> {
    const { name, main, env, logFile, inspectPort } = this.definition;
    this.#build = buildOf(main);
    this.#isRenewed = false;
    const log = openSync(logFile, this.#child ? "a" : "w", 0o600);
    const child = fork(main, [], {
      stdio: ["ignore", log, log, "ipc"],
      env: { ...env, PORT: port },
      execArgv: inspectPort === undefined ? [] : [`--inspect=${loopback}:${inspectPort}`],
    });
    closeSync(log);
    this.#child = child;
    return new Promise((resolve, reject) => {
      let what = "ended before it was ready";
      const timer = setTimeout(() => {
        what = `was not ready after ${startTimeoutMs / 1000} s`;
        child.kill("SIGKILL");
      }, startTimeoutMs);
      const fail = async () => {
        clearTimeout(timer);
        reject(new PlatformError(`The service "${name}" ${what}.\n${await lastLines(logFile)}`));
      };
      child.once("exit", fail);
      child.once("error", (error) => {
        what = `could not be started: ${error.message}`;
        void fail();
      });
      child.on("message", (message) => {
        if (!isReady(message)) return;
        clearTimeout(timer);
        child.off("exit", fail);
        resolve(message.url);
      });
    });
  }

  /** Starts it again, on the port that the gateway knows, whenever it ends by itself. */
  #watch(url: string): void {
    const { name, logFile } = this.definition;
    const startedAt = performance.now();
    this.#child?.once("exit", async (code, signal) => {
      if (this.#isStopping) return;
      if (performance.now() - startedAt > steadyMs) this.#restartMs = firstRestartMs;
      if (!this.#isRenewed) {
        this.report(
          `The service "${name}" ended unexpectedly (${signal ?? `exit code ${code}`}); it starts again in ${this.#restartMs / 1000} s. Its log: ${logFile}`,
        );
      }
      await this.#restart(url);
    });
  }

  async #restart(url: string): Promise<void> {
    const { name } = this.definition;
    while (!this.#isStopping) {
      await this.#delay();
      if (this.#isStopping) return;
      this.#restartMs = Math.min(this.#restartMs * 2, longestRestartMs);
      try {
        await this.#launch(new URL(url).port);
        this.report(`The service "${name}" runs again.`);
        this.#watch(url);
        return;
      } catch (error) {
        if (!this.#isStopping && !this.#isRenewed) this.report((error as Error).message);
      }
    }
  }

  /** Before it starts again: none for a program that has been built again. */
  async #delay(): Promise<void> {
    if (this.#isRenewed) return;
    this.#patience = new AbortController();
    // It rejects for one reason: patience has come to its end.
    await pause(this.#restartMs, undefined, { signal: this.#patience.signal }).catch(() => {});
  }
}

function isReady(message: unknown): message is { type: "ready"; url: string } {
  return (
    typeof message === "object" && message !== null && "type" in message && message.type === "ready"
  );
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function lastLines(logFile: string): Promise<string> {
  const text = (await readIfPresent(logFile)) ?? "";
  return text.trim().split("\n").slice(-25).join("\n");
}
