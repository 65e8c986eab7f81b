// npm run faults: the whole menu of tests/faults, on the build. An argument chooses by words of family or name.
import startPostgres from "../tests/support/start-postgres.mjs";
import stopPostgres from "../tests/support/stop-postgres.mjs";
import { explain, prepare } from "./prepare.mjs";

try {
  await prepare({ packages: "@palier/faults" });
} catch (error) {
  explain(error);
  process.exit(1);
}
process.env.APOLLO_TELEMETRY_DISABLED = "1";
await startPostgres();
try {
  const { tryMenu } = await import("@palier/faults");
  // Nodes log what goes wrong in them.
  console.error = () => {};
  const isRight = await tryMenu(process.argv.slice(2).join(" "), console.log);
  process.exitCode = isRight ? 0 : 1;
} finally {
  await stopPostgres();
}
