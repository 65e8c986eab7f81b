import "reflect-metadata";
import { createTerminal } from "./console/terminal.js";
import { readConfig } from "./context/config.js";
import { runCommand } from "./run-command.js";

// Apollo's libraries report home otherwise.
process.env.APOLLO_TELEMETRY_DISABLED = "1";

const terminal = createTerminal({
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
});
const exitCode = await runCommand(process.argv.slice(2), terminal, () => readConfig(process.env));
// An abandoned import may still hold connections.
process.exit(exitCode);
