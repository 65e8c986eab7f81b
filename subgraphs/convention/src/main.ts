import { openConvention, runService, serveSubgraph } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { createConventionSubgraph } from "./subgraph.js";

await runService("convention", async () => {
  const { host, port, conventionFile } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  return serveSubgraph({
    name: "convention",
    schema: createConventionSubgraph(convention, () => new Date()),
    host,
    port,
    context: async () => ({}),
    isReady: async () => undefined,
  });
});
