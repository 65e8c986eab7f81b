import { openConvention, runService } from "@palier/service";
import { followFile, gatewayTrust } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveConvention } from "./serve-convention.js";

await runService("convention", async () => {
  const { conventionFile, trust, ...endpoint } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  const service = { ...endpoint, convention, clock: () => new Date() };
  const server = await serveConvention(
    trust === null ? service : { ...service, trust: gatewayTrust(trust) },
  );
  return followFile(server, { name: "convention", conventionFile, convention });
});
