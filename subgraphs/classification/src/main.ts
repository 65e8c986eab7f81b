import { openConvention, runService } from "@palier/service";
import { followFile, gatewayTrust } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveClassification } from "./serve-classification.js";

await runService("classification", async () => {
  const { conventionFile, trust, ...endpoint } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  const service = { ...endpoint, convention, clock: () => new Date() };
  const server = await serveClassification(
    trust === null ? service : { ...service, trust: gatewayTrust(trust) },
  );
  return followFile(server, { name: "classification", conventionFile, convention });
});
