import "reflect-metadata";
import {
  beginSite,
  closeMonths,
  dropNumber,
  endSite,
  mergeSites,
  openStore,
  recordDecision,
  removeSite,
  renumberSite,
  reopenMonths,
  undoMerger,
  withdrawDecision,
} from "@palier/landlord-store";
import { splitSite } from "../import-sites.js";

/** One act on sites, months or levels in a process of its own, for tests that kill it. */
const [databaseUrl = "", act = "", ...words] = process.argv.slice(2);
const [one = "", two = "", month = "0"] = words;
const from = Number(month);
const store = await openStore(databaseUrl, "lisiere");
switch (act) {
  case "end":
    await endSite(store, one, from);
    break;
  case "merge":
    await mergeSites(store, { references: [one], into: two, from });
    break;
  case "split":
    await splitSite(store, one, two, { from });
    break;
  case "renumber":
    await renumberSite(store, one, two, from);
    break;
  case "begin":
    await beginSite(store, one, from);
    break;
  case "unmerge":
    await undoMerger(store, one);
    break;
  case "drop":
    await dropNumber(store, one, two);
    break;
  case "reopen":
    await reopenMonths(store, [from]);
    break;
  case "close":
    await closeMonths(store, [from], () => new Date("2027-03-15T12:00:00Z"));
    break;
  case "decide": {
    const words = { reason: "Guet", author: "Direction" };
    const decision = { level: 4, fromMonth: from, untilMonth: from, ...words } as const;
    await recordDecision(store, { siteReference: one, ...decision });
    break;
  }
  case "withdraw":
    await withdrawDecision(store, { id: Number(one), reason: "Erreur", author: "Direction" });
    break;
  case "remove":
    await removeSite(store, one);
    break;
}
await store.destroy();
