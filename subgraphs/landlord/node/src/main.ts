import { readKeyFile } from "@palier/landlord-store";
import { openConvention, runService } from "@palier/service";
import "reflect-metadata";
import { followFile } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveLandlord } from "./serve-landlord.js";
import { landlordTrust } from "./trust/landlord-trust.js";

await runService("landlord", async () => {
  const { conventionFile, trust, logKeyFile, ...config } = readConfig(process.env);
  const convention = openConvention(conventionFile);
  const logKey = logKeyFile === null ? null : await readKeyFile(logKeyFile);
  const service = { ...config, convention, logKey, clock: () => new Date() };
  const server = await serveLandlord(
    trust === null ? service : { ...service, trust: landlordTrust(trust, convention) },
  );
  return followFile(server, { name: config.slug, conventionFile, convention });
});
