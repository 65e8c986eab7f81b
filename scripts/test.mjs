// npm test: everything from a bare clone to the last test. Arguments go to jest.
import { spawn } from "node:child_process";
import { explain, prepare } from "./prepare.mjs";
import { ended, forwardSignals } from "./step.mjs";

try {
  await prepare();
} catch (error) {
  explain(error);
  process.exit(1);
}
const jest = spawn(
  process.execPath,
  [
    "--experimental-vm-modules",
    "--disable-warning=ExperimentalWarning",
    "node_modules/jest/bin/jest.js",
    ...process.argv.slice(2),
  ],
  { stdio: "inherit", env: { ...process.env, APOLLO_TELEMETRY_DISABLED: "1" } },
);
forwardSignals(jest);
process.exitCode = await ended(jest);
