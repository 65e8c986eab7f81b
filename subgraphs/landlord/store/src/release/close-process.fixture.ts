import "reflect-metadata";
import { AbstractLogger } from "typeorm";
import { openStore } from "../database/open-store.js";
import { closeMonths } from "../month/close-months.js";
import { clock } from "./released-landlord.fixture.js";

/** Closes a month in a process of its own, which kills itself before its statement of a number. */
const [databaseUrl = "", month = "0", killAt = "0"] = process.argv.slice(2);

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
await closeMonths(store, [Number(month)], clock);
await store.destroy();
