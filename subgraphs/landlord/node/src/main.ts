import { openConvention, runService } from "@palier/service";
import "reflect-metadata";
import { followFile } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveLandlord } from "./serve-landlord.js";
import { landlordTrust } from "./trust/landlord-trust.js";

await runService("landlord", async () => {
  const { conventionFile, trust, ...config } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  const service = { ...config, convention, clock: () => new Date() };
  const server = await serveLandlord(
    trust === null ? service : { ...service, trust: landlordTrust(trust, convention) },
  );
  return followFile(server, { name: config.slug, conventionFile, convention });
});
