import "reflect-metadata";
import { AbstractLogger } from "typeorm";
import { openStore } from "../database/open-store.js";
import { eraseTraces } from "../erasure/erase-traces.js";
import { purgeRecord } from "./purge-record.js";

/** Purges or erases in a process of its own, which kills itself before its statement of a number. */
const [databaseUrl = "", act = "purge", killAt = "0"] = process.argv.slice(2);

class KillingLog extends AbstractLogger {
  #statements = 0;

  override logQuery(): void {
    this.#statements += 1;
    if (this.#statements === Number(killAt)) process.kill(process.pid, "SIGKILL");
  }

  protected override writeLog(): void {}
}

const store = await openStore(databaseUrl, "lisiere");
store.setOptions({ logging: ["query"], logger: new KillingLog() });
if (act === "purge") await purgeRecord(store, { clock: () => new Date("2026-11-27T12:00:00Z") });
else await eraseTraces(store, { text: "Dupont" }, { author: "dpo" });
await store.destroy();
