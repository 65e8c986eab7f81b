/** Runs the test files it is sent, one after another, with the modules they share loaded once. */
import "reflect-metadata";
import "../known-warnings.mjs";
import { pathToFileURL } from "node:url";
import { ModernFakeTimers } from "@jest/fake-timers";
import { expect } from "expect";
import fc from "fast-check";
import * as circus from "jest-circus";
import { ModuleMocker } from "jest-mock";

const realSetImmediate = setImmediate;
// A test's clock may be another when its file ends.
const { now } = Date;
const mocker = new ModuleMocker(globalThis);
const clock = new ModernFakeTimers({
  config: { fakeTimers: {}, rootDir: process.cwd() },
  global: globalThis,
});
const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  useFakeTimers: (options) => clock.useFakeTimers(options),
  useRealTimers: () => clock.useRealTimers(),
  setSystemTime: (now) => clock.setSystemTime(now),
  advanceTimersByTime: (ms) => clock.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms) => clock.advanceTimersByTimeAsync(ms),
};
const globals = { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect, jest };
Object.assign(globalThis, globals);

// As jest's own adapter does it: `expect.assertions` and `expect.hasAssertions` are told at the end of a test.
circus.addEventHandler(({ name, test: ended }) => {
  if (name !== "test_done") return;
  const missed = expect.extractExpectedAssertionsErrors().map(({ error }) => error);
  if (ended.errors.length === 0) ended.errors.push(...missed);
});

// What a test starts runs as a user starts it, not as this process was.
process.execArgv = [];

/** What was thrown where no test could catch it, and what was rejected and is awaited by nobody. */
const thrown = [];
const rejected = new Map();
process.on("uncaughtException", (error) => thrown.push(error));
process.on("unhandledRejection", (reason, promise) => rejected.set(promise, reason));
process.on("rejectionHandled", (promise) => rejected.delete(promise));
process.on("message", async (file) => process.send(await outcomeOf(file)));
process.on("disconnect", () => {
  const left = strays().map(textOf);
  for (const text of left) process.stderr.write(`Left by the tests: ${text}\n`);
  process.exit(left.length > 0 ? 1 : 0);
});
process.send("ready");

async function outcomeOf({ path, testNamePattern, setup, propertyRuns }) {
  const start = now();
  const environment = { ...process.env };
  circus.resetState();
  fc.configureGlobal(propertyRuns === undefined ? {} : { numRuns: propertyRuns });
  try {
    // A setup file is loaded once; what it exports is done for each file of tests.
    for (const file of setup) (await import(pathToFileURL(file).href)).default();
    await import(pathToFileURL(path).href);
    const state = circus.getState();
    // What hangs is told all the same, and a platform is started as fast as the machine does it.
    state.testTimeout = 600_000;
    if (testNamePattern) state.testNamePattern = new RegExp(testNamePattern, "i");
    const { testResults, unhandledErrors } = await circus.run();
    // Node tells of a rejection after the turn in which it came.
    await new Promise(realSetImmediate);
    const [error] = [...unhandledErrors, ...strays().map(textOf)];
    if (error !== undefined) {
      // It may have come of a test that failed, which says more.
      const message = [error, ...testResults.flatMap(failuresOf)].join("\n\n");
      return { error: { message, stack: message } };
    }
    const memoryBytes = process.memoryUsage.rss();
    return { start, end: now(), memoryBytes, tests: testResults.map(assertion) };
  } catch (error) {
    return { error: { message: textOf(error), stack: textOf(error) } };
  } finally {
    strays();
    clock.useRealTimers();
    mocker.restoreAllMocks();
    for (const name of Object.keys(process.env))
      if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  }
}

function strays() {
  const found = [...thrown, ...rejected.values()];
  thrown.length = 0;
  rejected.clear();
  return found;
}

function textOf(error) {
  return error?.stack ?? String(error);
}

function assertion(result) {
  const [, ...titles] = result.testPath;
  return {
    ancestorTitles: titles.slice(0, -1),
    title: titles.at(-1),
    fullName: titles.join(" "),
    status: statusOf(result),
    failureMessages: result.errors,
    failureDetails: [],
    duration: result.duration,
    invocations: result.invocations,
    numPassingAsserts: result.numPassingAsserts,
    location: null,
  };
}

/** What went wrong in a test, under its name. */
function failuresOf({ testPath, errors }) {
  return errors.map((error) => `● ${testPath.slice(1).join(" › ")}\n${error}`);
}

function statusOf({ status, errors }) {
  if (errors.length > 0) return "failed";
  if (status === "skip") return "pending";
  return status === "todo" ? "todo" : "passed";
}
