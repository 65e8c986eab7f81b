import { openConvention, runService, serveSubgraph } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { createClassificationSubgraph } from "./subgraph.js";

await runService("classification", async () => {
  const { host, port, conventionFile } = readConfig(process.env);
  const { landlords } = openConvention(conventionFile);
  return serveSubgraph({
    name: "classification",
    schema: createClassificationSubgraph(landlords.map(({ slug }) => slug)),
    host,
    port,
    context: async () => ({}),
    isReady: async () => undefined,
  });
});
