/**
 * A jest runner: a few processes, each importing its test files natively and one after another, so that a
 * module is loaded once a process rather than once a file. What says `@own-process` in its first comment has
 * a process of its own. Long files come first, so that no process waits for the last of them.
 */
import { fork } from "node:child_process";
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
        for (let test = left.shift(); test; test = left.shift()) {
          if (watcher.isInterrupted()) return;
          const isAlone = wantsOwnProcess(test.path);
          if (isAlone) child = void child?.disconnect();
          if (!child?.connected) child = await started();
          await onStart(test);
          const outcome = await run(child, this.#taskOf(test));
          if (outcome.error) await onFailure(test, outcome.error);
          else await onResult(test, this.#resultOf(test, outcome));
          if (isAlone || outcome.memoryBytes > mostMemoryBytes) child = void child.disconnect();
        }
      } finally {
        if (child?.connected) child.disconnect();
      }
    };
    const size = Math.min(this.#globalConfig.maxWorkers, tests.length);
    await Promise.all(Array.from({ length: size }, work));
  }

  #taskOf({ path, context }) {
    const { globals, setupFilesAfterEnv } = context.config;
    const { testNamePattern } = this.#globalConfig;
    return { path, testNamePattern, setup: setupFilesAfterEnv, propertyRuns: globals.propertyRuns };
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

function wantsOwnProcess(path) {
  const [comment] = readFileSync(path, "utf8").match(/^\/\*\*.*?\*\//s) ?? [""];
  return comment.includes("@own-process");
}

/** A process that has loaded what every test needs; one that cannot will not for the next file either. */
function started() {
  const child = fork(worker, { execArgv, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`The process for tests ended before any test (${signal ?? code})`)),
    );
    child.once("message", () => {
      child.removeAllListeners("exit");
      resolve(child);
    });
  });
}

/** When the process dies its file has failed, and the next one gets another process. */
function run(child, task) {
  return new Promise((resolve) => {
    const died = (code, signal) => {
      const message = `The process of this file's tests ended (${signal ?? code})`;
      resolve({ error: { message, stack: message } });
    };
    child.once("exit", died);
    child.once("message", (outcome) => {
      child.off("exit", died);
      resolve(outcome);
    });
    child.send(task);
  });
}
