import { readKeyFiles } from "@palier/landlord-store";
import { versionInForce } from "@palier/schema";
import { openVersions, runService } from "@palier/service";
import "reflect-metadata";
import { followFile } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { serveLandlord } from "./serve-landlord.js";
import { landlordTrust } from "./trust/landlord-trust.js";

await runService("landlord", async (logOf) => {
  const { conventionFile, trust, logKeyFile, ...config } = readConfig(process.env);
  const versions = openVersions(conventionFile);
  const clock = () => new Date();
  const convention = versionInForce(versions, clock());
  const logKeys = async () => (logKeyFile === null ? [] : readKeyFiles(logKeyFile));
  const log = logOf(config.slug);
  const service = { ...config, versions, logKeys, log, clock };
  const server = await serveLandlord(
    trust === null ? service : { ...service, trust: landlordTrust(trust, convention, log) },
  );
  return followFile(server, { log, conventionFile, versions });
});
