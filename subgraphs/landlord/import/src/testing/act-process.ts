import "reflect-metadata";
import { endSite, mergeSites, openStore, removeSite, renumberSite } from "@palier/landlord-store";
import { splitSite } from "../import-sites.js";

/** One act on sites in a process of its own, for tests that kill it. */
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
  case "remove":
    await removeSite(store, one);
    break;
}
await store.destroy();
