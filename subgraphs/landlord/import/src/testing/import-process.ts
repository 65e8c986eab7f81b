import { nomenclature1 } from "@palier/schema";
import "reflect-metadata";
import { openStore } from "@palier/landlord-store";
import { importIncidents } from "../import-incidents.js";
import { parseMapping } from "../mapping/read-mapping.js";

/**
 * An import in a process of its own, for tests that kill or measure it: says "began", then what
 * it did and the most memory that it took.
 */
const [databaseUrl = "", mapping = "", ...files] = process.argv.slice(2);
const store = await openStore(databaseUrl, "lisiere");
process.send?.({ kind: "began" });
const summary = await importIncidents(store, files, {
  mapping: parseMapping(mapping, "mapping.yaml", nomenclature1),
});
const peakBytes = process.resourceUsage().maxRSS * 1024;
process.send?.({ kind: "ended", summary, peakBytes });
await store.destroy();
process.disconnect?.();
