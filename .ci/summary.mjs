// node .ci/summary.mjs <jest's JSON> <jest's exit code> [<step>=<exit code> …]: prints what failed and why, and
// what was skipped, then "N passed, N failed" as the last line; exits accordingly.
import { existsSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const linesOfAFailure = 40;
const mostFailures = 50;
const mostSkipped = 50;

const [file, exitCode, ...steps] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
const passed = results?.numPassedTests ?? 0;
// A file that could not even load holds no test; it counts as one failure.
let failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
if (failed === 0 && (exitCode !== "0" || passed === 0)) failed = 1;

const failedSteps = steps.filter((step) => !step.endsWith("=0"));
failed += failedSteps.length;

const found = (results?.testResults ?? []).flatMap(failuresIn);
for (const { name, message } of found.slice(0, mostFailures)) {
  console.log(`\nFAILED ${name}`);
  console.log(firstLines(message));
}
if (found.length > mostFailures) console.log(`\n… and ${found.length - mostFailures} more`);

for (const step of failedSteps) console.log(`\nFAILED ${step}: its output is above`);

const skipped = (results?.testResults ?? []).flatMap(skippedIn);
if (skipped.length > 0) {
  const names = skipped.slice(0, mostSkipped);
  if (skipped.length > mostSkipped) names.push("…");
  console.log(`${skipped.length} skipped: ${names.join("; ")}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The failed tests of one file, or the file itself when it could not be loaded. */
function failuresIn({ name, status, message, assertionResults }) {
  const path = pathOf(name);
  const tests = assertionResults.filter((test) => test.status === "failed");
  if (tests.length === 0) return status === "failed" ? [{ name: path, message }] : [];
  return tests.map(({ fullName, failureMessages }) => ({
    name: `${path} › ${fullName}`,
    message: failureMessages.join("\n"),
  }));
}

/** What was not tried, on this machine or at all. */
function skippedIn({ name, assertionResults }) {
  return assertionResults
    .filter(({ status }) => status === "pending" || status === "todo")
    .map(({ fullName }) => `${pathOf(name)} › ${fullName}`);
}

function pathOf(name) {
  return name.replace(`${process.cwd()}/`, "");
}

function firstLines(message) {
  const lines = stripVTControlCharacters(message).trim().split("\n");
  const rest = lines.length - linesOfAFailure;
  const shown = lines.slice(0, linesOfAFailure).map((line) => `  ${line}`);
  return [...shown, ...(rest > 0 ? [`  … ${rest} more lines`] : [])].join("\n");
}
