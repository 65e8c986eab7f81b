/**
 * A jest runner for unit tests: a process per core, each importing its files natively and one after
 * another, so that a module is loaded once a process rather than once a file.
 */
import { fork } from "node:child_process";
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

export default class UnitRunner {
  supportsEventEmitters = false;
  #globalConfig;

  constructor(globalConfig) {
    this.#globalConfig = globalConfig;
  }

  async runTests(tests, watcher, onStart, onResult, onFailure) {
    const left = [...tests];
    const work = async () => {
      let child;
      try {
        for (let test = left.shift(); test; test = left.shift()) {
          if (watcher.isInterrupted()) return;
          if (!child?.connected) child = await started();
          await onStart(test);
          const outcome = await run(child, test.path, this.#globalConfig.testNamePattern);
          if (outcome.error) await onFailure(test, outcome.error);
          else await onResult(test, this.#resultOf(test, outcome));
        }
      } finally {
        child?.disconnect();
      }
    };
    const size = Math.min(this.#globalConfig.maxWorkers, tests.length);
    await Promise.all(Array.from({ length: size }, work));
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

/** A process that has loaded what every test needs; one that cannot will not for the next file either. */
function started() {
  const child = fork(worker, { execArgv, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code, signal) =>
      reject(new Error(`The process for unit tests ended before any test (${signal ?? code})`)),
    );
    child.once("message", () => {
      child.removeAllListeners("exit");
      resolve(child);
    });
  });
}

/** When the process dies its file has failed, and the next one gets another process. */
function run(child, path, testNamePattern) {
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
    child.send({ path, testNamePattern });
  });
}
