// npm start: everything from a bare clone to a running platform. Arguments go to `palier start`.
import { explain, prepare } from "./prepare.mjs";

try {
  await prepare({ packages: "@palier/cli" });
} catch (error) {
  explain(error);
  process.exit(1);
}
// In this very process, so that signals need no handing over and Ctrl-C finds one process less.
process.argv.splice(1, 1, "palier", "start");
await import("../cli/bin/palier.mjs");
