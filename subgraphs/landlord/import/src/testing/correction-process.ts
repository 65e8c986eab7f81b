import "reflect-metadata";
import { openStore } from "@palier/landlord-store";
import { type CorrectionAct, correctionActs } from "./correction-acts.js";

/** A correction in a process of its own, for tests that kill it: says "began" before it acts. */
const [databaseUrl = "", act = "", argument = ""] = process.argv.slice(2);
const store = await openStore(databaseUrl, "lisiere");
// Who starts it names one of them.
const begin = await correctionActs[act as CorrectionAct](store, argument);
process.send?.({ kind: "began" });
await begin();
await store.destroy();
process.disconnect?.();
