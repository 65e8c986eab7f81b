// npm test: everything from a bare clone to the last test. With --unit (npm run test:unit) the unit
// tests alone, without a build. With --whole (npm run test:whole) also what the gate tries in turn. Other arguments go to jest.
import { spawn } from "node:child_process";
import { explain, prepare, prepareUnbuilt } from "./prepare.mjs";
import { ended, forwardSignals } from "./step.mjs";

const [first, ...others] = process.argv.slice(2);
const isUnit = first === "--unit";
const isWhole = first === "--whole";

try {
  await (isUnit ? prepareUnbuilt() : prepare());
} catch (error) {
  explain(error);
  process.exit(1);
}
const jest = "node_modules/jest/bin/jest.js";
const turn = isWhole ? { PALIER_TURN: "whole" } : {};
const tests = spawn(
  process.execPath,
  isUnit
    ? [jest, "--config", "jest.unit.config.mjs", ...others]
    : [jest, ...(isWhole ? others : process.argv.slice(2))],
  { stdio: "inherit", env: { ...process.env, APOLLO_TELEMETRY_DISABLED: "1", ...turn } },
);
forwardSignals(tests);
process.exitCode = await ended(tests);
