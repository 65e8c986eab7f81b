// npm test: everything from a bare clone to the last test. With --unit (npm run test:unit) the unit
// tests alone, without a build. Other arguments go to jest.
import { spawn } from "node:child_process";
import { explain, prepare, prepareUnbuilt } from "./prepare.mjs";
import { ended, forwardSignals } from "./step.mjs";

const [first, ...others] = process.argv.slice(2);
const isUnit = first === "--unit";

try {
  await (isUnit ? prepareUnbuilt() : prepare());
} catch (error) {
  explain(error);
  process.exit(1);
}
const jest = "node_modules/jest/bin/jest.js";
const tests = spawn(
  process.execPath,
  isUnit ? [jest, "--config", "jest.unit.config.mjs", ...others] : [jest, ...process.argv.slice(2)],
  { stdio: "inherit", env: { ...process.env, APOLLO_TELEMETRY_DISABLED: "1" } },
);
forwardSignals(tests);
process.exitCode = await ended(tests);
