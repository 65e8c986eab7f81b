/**
 * A jest runner: a few processes, each importing its test files natively and one after another, so that a
 * module is loaded once a process rather than once a file. Long files come first, so that no process waits
 * for the last of them.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { createEmptyTestResult } from "@jest/test-result";
import { formatResultsErrors } from "jest-message-util";

const worker = fileURLToPath(import.meta.resolve("./worker.mjs"));
const loader = import.meta.resolve("../typescript-loader.mjs");
const execArgv = [
  "--max-semi-space-size=64",
  "-C",
  "@palier/source",
  "--enable-source-maps",
  "--import",
  loader,
];
const longFiles = JSON.parse(readFileSync(new URL("./long-files.json", import.meta.url), "utf8"));

/** What modules and leftovers may grow to before the next file gets a new process. */
const mostMemoryBytes = 1_000_000_000;

/** What a whole file may take: its tests and hooks have limits of their own, its import and a loop do not. */
const fileLimitMs = 20 * 60_000;

/** What a process may take to load what every test needs: seconds, minutes where a machine stands still. */
const startLimitMs = 5 * 60_000;

/** What a process may take to end once it is asked to, and then its output, which a child of its may hold open. */
const endLimitMs = 10_000;
const outputLimitMs = 1_000;

/** Of what a silent process prints, the latest, each at most as long as a pipe. */
const mostChunks = 200;

export default class NativeRunner {
  supportsEventEmitters = false;
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const left = longestFirst(tests);
    const work = async () => {
      let child;
      try {
        for (let test = left.shift(), next; test; test = next) {
          if (watcher.isInterrupted()) return;
          child ??= await started(this.#globalConfig, test.context.config.globals.startLimitMs);
          await onStart(test);
          child.printed.length = 0;
          const outcome = await run(child, this.#taskOf(test), limitOf(test));
          next = left.shift();
          // What a failed test has left undone would go on beside the next file.
          const isOver = !next || hasFailed(outcome) || outcome.memoryBytes > mostMemoryBytes;
          const leftover = isOver ? await ended(child) : undefined;
          const error = outcome.error ?? leftover;
          if (error || hasFailed(outcome)) print(child);
          if (isOver) child = undefined;
          if (error) await onFailure(test, error);
          else await onResult(test, this.#resultOf(test, outcome));
        }
      } catch (error) {
        // The others end after the file they are at.
        left.length = 0;
        throw error;
      } finally {
        if (child) await ended(child);
      }
    };
    const size = Math.min(this.#globalConfig.maxWorkers, tests.length);
    // All are waited for: a process that is still starting would outlive the run.
    const ends = await Promise.allSettled(Array.from({ length: size }, work));
    const failed = ends.find(({ status }) => status === "rejected");
    if (failed) throw failed.reason;
  }

  #taskOf({ path, context }) {
    const { globals, setupFilesAfterEnv } = context.config;
    const { testNamePattern } = this.#globalConfig;
    const { propertyRuns } = globals;
    return { path, testNamePattern, setup: setupFilesAfterEnv, propertyRuns };
  }

  #resultOf(test, { tests, start, end }) {
    const count = (status) => tests.filter((one) => one.status === status).length;
    const { config } = test.context;
    return {
      ...createEmptyTestResult(),
      displayName: config.displayName,
      failureMessage: formatResultsErrors(tests, config, this.#globalConfig, test.path),
      numFailingTests: count("failed"),
      numPassingTests: count("passed"),
      numPendingTests: count("pending"),
      numTodoTests: count("todo"),
      perfStats: { start, end, runtime: end - start, slow: end - start > 5000 },
      skipped: count("pending") === tests.length,
      testFilePath: test.path,
      testResults: tests,
    };
  }
}

/** By what this machine remembers of them, else by what was recorded once. */
function longestFirst(tests) {
  const weigh = ({ path, context, duration }) =>
    duration ?? 1000 * (longFiles[relative(context.config.rootDir, path)] ?? 0);
  return tests
    .map((test) => ({ test, weight: weigh(test) }))
    .sort((a, b) => b.weight - a.weight)
    .map(({ test }) => test);
}

function limitOf({ context }) {
  return context.config.globals.fileLimitMs ?? fileLimitMs;
}

function hasEnded({ exitCode, signalCode }) {
  return exitCode !== null || signalCode !== null;
}

function hasFailed({ error, tests }) {
  return error !== undefined || tests.some(({ status }) => status === "failed");
}

/** A process that has loaded what every test needs; one that cannot will not for the next file either. */
function started({ silent }, limitMs = startLimitMs) {
  const child = silent ? startSilent() : fork(worker, { execArgv, stdio: "inherit" });
  child.printed ??= [];
  return new Promise((resolve, reject) => {
    let isTooLong = false;
    const limit = setTimeout(() => {
      isTooLong = true;
      child.kill("SIGKILL");
    }, limitMs);
    // Of a process that could not be made no exit comes.
    child.once("error", (error) => {
      clearTimeout(limit);
      reject(error);
    });
    child.once("exit", async (code, signal) => {
      clearTimeout(limit);
      await outputEnded(child);
      print(child);
      const message = isTooLong
        ? `The process for tests did not start within ${limitMs / 1000} s, and was killed`
        : `The process for tests ended before any test (${signal ?? code})`;
      reject(new Error(message));
    });
    child.once("message", () => {
      clearTimeout(limit);
      child.removeAllListeners("exit");
      resolve(child);
    });
  });
}

/** What it prints, and what its children do, is kept for a file that fails. */
function startSilent() {
  const child = fork(worker, { execArgv, stdio: ["inherit", "pipe", "pipe", "ipc"] });
  child.printed = [];
  const keep = (chunk) => {
    child.printed.push(chunk);
    if (child.printed.length > mostChunks) child.printed.shift();
  };
  child.stdout.on("data", keep);
  child.stderr.on("data", keep);
  return child;
}

/** When the process dies its file has failed, and the next one gets another process. */
function run(child, task, limitMs) {
  return new Promise((resolve) => {
    let isTooLong = false;
    const limit = setTimeout(() => {
      isTooLong = true;
      child.kill("SIGKILL");
    }, limitMs);
    const died = (code, signal) => {
      clearTimeout(limit);
      const message = isTooLong
        ? `This file took longer than ${limitMs / 1000} s, and its process was killed`
        : `The process of this file's tests ended (${signal ?? code})`;
      resolve({ error: { message, stack: message } });
    };
    child.once("exit", died);
    child.once("message", (outcome) => {
      clearTimeout(limit);
      child.off("exit", died);
      resolve(outcome);
    });
    // Where an earlier file's leftovers have ended it, its exit says so.
    if (hasEnded(child)) died(child.exitCode, child.signalCode);
    else child.send(task, () => undefined);
  });
}

/** Ends a process; the error is that something was thrown or rejected in it after its last file. */
async function ended(child) {
  if (!hasEnded(child)) {
    const exit = new Promise((resolve) => child.once("exit", resolve));
    const limit = setTimeout(() => child.kill("SIGKILL"), endLimitMs);
    if (child.connected) child.disconnect();
    await exit;
    clearTimeout(limit);
  }
  await outputEnded(child);
  if (child.exitCode === 0) return undefined;
  const message = `After this file its process did not end as it should (${child.signalCode ?? child.exitCode}): what it or a file before it left is printed above`;
  return { message, stack: message };
}

async function outputEnded({ stdout, stderr }) {
  for (const stream of [stdout, stderr]) {
    if (!stream || stream.closed) continue;
    const limit = setTimeout(() => stream.destroy(), outputLimitMs);
    await once(stream, "close");
    clearTimeout(limit);
  }
}

function print({ printed }) {
  process.stderr.write(Buffer.concat(printed));
}
