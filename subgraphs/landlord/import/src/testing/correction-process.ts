import "reflect-metadata";
import { openStore, undoImport, withdrawIncident } from "@palier/landlord-store";
import { correctIncident } from "../act-on-incidents.js";
import { importIncidents } from "../import-incidents.js";
import { incidentsCalled } from "../incident/called-incidents.js";

/** A correction in a process of its own, for tests that kill it: says "began" before it acts. */
const [databaseUrl = "", act = "", argument = ""] = process.argv.slice(2);
const store = await openStore(databaseUrl, "lisiere");
const settings = { reason: "WRONG_ENTRY", author: "Direction" } as const;
const called = await incidentsCalled(store, [argument]);
process.send?.({ kind: "began" });
if (act === "update") {
  const update = { isPreview: false };
  await importIncidents(store, [argument], { update, author: settings.author });
} else if (act === "undo") {
  await undoImport(store, Number(argument), settings);
} else if (act === "correct") {
  await correctIncident(store, called, { category: "GRAFFITI", place: "ROOF" }, settings);
} else if (act === "withdraw") {
  await withdrawIncident(store, called, settings);
}
await store.destroy();
process.disconnect?.();
