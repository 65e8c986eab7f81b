import "reflect-metadata";
import { openStore } from "@palier/landlord-store";
import { type CountedAct, countedActs, WriteLog } from "./counted-acts.js";

/** One act in a process of its own, which kills itself before its writing statement of a number. */
const [databaseUrl = "", act = "", folder = "", killAt = "0"] = process.argv.slice(2);
const store = await openStore(databaseUrl, "lisiere");
WriteLog.on(store, (number) => {
  if (number === Number(killAt)) process.kill(process.pid, "SIGKILL");
});
// Who starts it names one of them.
await countedActs[act as CountedAct](store, folder);
await store.destroy();
