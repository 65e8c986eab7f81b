import { join } from "node:path";
import {
  type ActionFacts,
  changeAction,
  endSite,
  recordActions,
  restoreIncident,
} from "@palier/landlord-store";
import { AbstractLogger, type DataSource } from "typeorm";
import { importActions } from "../import-actions.js";
import { splitSite } from "../import-sites.js";
import { incidentsCalled } from "../incident/called-incidents.js";

const by = { author: "Direction", partners: ["police-melun"] };

/** An action of the plan, at both sites of an ImportStore. */
export const halls: ActionFacts = {
  sites: ["RES-002", "RES-001"],
  axis: 4,
  title: "Reprise des halls",
  status: "PLANNED",
  dueDate: "2027-03-31",
  responsibleParty: "Bailleur",
  partner: null,
};

/** Acts of several statements, with the files of a folder. */
export const countedActs = {
  add: (store, _) => recordActions(store, [{ ...halls, title: "Éclairage", axis: 2 }], by),
  change: (store, _) => changeAction(store, 1, { axis: 3, partner: "police-melun" }, by),
  close: (store, _) => changeAction(store, 1, { status: "DONE" }, by),
  plan: (store, folder) => importActions(store, join(folder, "plan.csv"), by),
  restore: async (store, _) => {
    const settings = { author: by.author, reason: "WRONG_ENTRY" } as const;
    await restoreIncident(store, await incidentsCalled(store, ["F-5"]), settings);
  },
  goOn: (store, _) => endSite(store, "RES-001", null, { author: by.author, reason: "CORRECTION" }),
  split: (store, folder) =>
    splitSite(store, "RES-002", join(folder, "parts.csv"), {
      apportion: "DWELLINGS",
      author: by.author,
    }),
} satisfies Record<string, (store: DataSource, folder: string) => Promise<unknown>>;

export type CountedAct = keyof typeof countedActs;

const writes = /\b(?:INSERT INTO|UPDATE \S+(?: AS \S+)? SET|DELETE FROM)\b|^COMMIT/;

/** Counts the statements of a store that write, the end of a transaction among them. */
export class WriteLog extends AbstractLogger {
  writes = 0;

  /** @param onWrite called before a statement is sent, with its number, from 1. */
  constructor(private readonly onWrite: (number: number) => void = () => {}) {
    super();
  }

  static on(store: DataSource, onWrite?: (number: number) => void): WriteLog {
    const log = new WriteLog(onWrite);
    store.setOptions({ logging: ["query"], logger: log });
    return log;
  }

  override logQuery(statement: string): void {
    if (!writes.test(statement)) return;
    this.writes += 1;
    this.onWrite(this.writes);
  }

  protected override writeLog(): void {}
}
