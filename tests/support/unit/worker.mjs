/** Runs the test files it is sent, one after another, with the modules they share loaded once. */
import "reflect-metadata";
import "../known-warnings.mjs";
import { pathToFileURL } from "node:url";
import { ModernFakeTimers } from "@jest/fake-timers";
import { expect } from "expect";
import fc from "fast-check";
import * as circus from "jest-circus";
import { ModuleMocker } from "jest-mock";

const mocker = new ModuleMocker(globalThis);
const clock = new ModernFakeTimers({
  config: { fakeTimers: {}, rootDir: process.cwd() },
  global: globalThis,
});
const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus;
const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  useFakeTimers: (options) => clock.useFakeTimers(options),
  useRealTimers: () => clock.useRealTimers(),
  setSystemTime: (now) => clock.setSystemTime(now),
  advanceTimersByTime: (ms) => clock.advanceTimersByTime(ms),
  advanceTimersByTimeAsync: (ms) => clock.advanceTimersByTimeAsync(ms),
};
const globals = { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, expect, jest };
Object.assign(globalThis, globals);

// As often as does while one works; `npm test` runs each property as often as it says.
fc.configureGlobal({ numRuns: 10 });

/** What was thrown where no test could catch it. */
const stray = [];
process.on("uncaughtException", (error) => stray.push(error));
process.on("message", async (file) => process.send(await outcomeOf(file)));
process.on("disconnect", () => process.exit());
process.send("ready");

async function outcomeOf({ path, testNamePattern }) {
  const start = Date.now();
  const environment = { ...process.env };
  circus.resetState();
  try {
    await import(pathToFileURL(path).href);
    const state = circus.getState();
    state.testTimeout = 240_000;
    if (testNamePattern) state.testNamePattern = new RegExp(testNamePattern, "i");
    const { testResults, unhandledErrors } = await circus.run();
    const [error] = [...unhandledErrors, ...stray.splice(0).map(textOf)];
    if (error !== undefined) return { error: { message: error, stack: error } };
    return { start, end: Date.now(), tests: testResults.map(assertion) };
  } catch (error) {
    return { error: { message: textOf(error), stack: textOf(error) } };
  } finally {
    clock.useRealTimers();
    mocker.restoreAllMocks();
    for (const name of Object.keys(process.env))
      if (!(name in environment)) delete process.env[name];
    Object.assign(process.env, environment);
  }
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

function statusOf({ status, errors }) {
  if (errors.length > 0) return "failed";
  if (status === "skip") return "pending";
  return status === "todo" ? "todo" : "passed";
}
