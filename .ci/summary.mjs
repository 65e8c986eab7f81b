// node .ci/summary.mjs <jest's JSON> <jest's exit code> [<step>=<exit code> …]: prints what failed and why, then
// "N passed, N failed" as the last line; exits accordingly.
import { existsSync, readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";

const linesOfAFailure = 40;
const mostFailures = 50;

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

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/** The failed tests of one file, or the file itself when it could not be loaded. */
function failuresIn({ name, status, message, assertionResults }) {
  const path = name.replace(`${process.cwd()}/`, "");
  const tests = assertionResults.filter((test) => test.status === "failed");
  if (tests.length === 0) return status === "failed" ? [{ name: path, message }] : [];
  return tests.map(({ fullName, failureMessages }) => ({
    name: `${path} › ${fullName}`,
    message: failureMessages.join("\n"),
  }));
}

function firstLines(message) {
  const lines = stripVTControlCharacters(message).trim().split("\n");
  const rest = lines.length - linesOfAFailure;
  const shown = lines.slice(0, linesOfAFailure).map((line) => `  ${line}`);
  return [...shown, ...(rest > 0 ? [`  … ${rest} more lines`] : [])].join("\n");
}
