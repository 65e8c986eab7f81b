// node .ci/summary.mjs <jest's JSON> <jest's exit code>: prints "N passed, N failed", exits accordingly.
import { existsSync, readFileSync } from "node:fs";

const [file, exitCode] = process.argv.slice(2);
const results = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
const passed = results?.numPassedTests ?? 0;
// A file that could not even load holds no test; it counts as one failure.
let failed = (results?.numFailedTests ?? 0) + (results?.numRuntimeErrorTestSuites ?? 0);
if (failed === 0 && (exitCode !== "0" || passed === 0)) failed = 1;

console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
