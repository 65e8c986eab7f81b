import { readKeyFiles } from "@palier/landlord-store";
import { versionInForce } from "@palier/schema";
import {
  certificateFiles,
  openTraces,
  openVersions,
  runService,
  ServiceMetrics,
  tellCertificates,
} from "@palier/service";
import "reflect-metadata";
import { followFile } from "@palier/subgraph-kit";
import { readConfig } from "./config.js";
import { purgeDaily } from "./purge/daily-purge.js";
import { serveLandlord } from "./serve-landlord.js";
import { landlordTrust } from "./trust/landlord-trust.js";

await runService("landlord", async (logOf) => {
  const {
    conventionFile,
    trust,
    logKeyFile,
    metrics: told,
    traces: traced,
    ...config
  } = readConfig(process.env);
  const versions = openVersions(conventionFile);
  const clock = () => new Date();
  const convention = versionInForce(versions, clock());
  const logKeys = async () => (logKeyFile === null ? [] : readKeyFiles(logKeyFile));
  const log = logOf(config.slug);
  const metrics = new ServiceMetrics(config.slug);
  tellCertificates(metrics, {
    ...certificateFiles(config.tls),
    PALIER_GATEWAY_CA: trust?.gatewayAuthorities,
    PALIER_ISSUER_CA: trust?.issuerAuthorities,
  });
  const traces = await openTraces(config.slug, traced, log);
  const service = { ...config, versions, logKeys, log, clock, metrics, traces };
  const server = await serveLandlord(
    trust === null ? service : { ...service, trust: landlordTrust(trust, convention, log) },
  );
  await metrics.serve(told, log);
  const { slug, databaseUrl } = config;
  // Without the owner's login, by "palier purge" of a timer.
  const purging = databaseUrl === null ? null : purgeDaily({ slug, databaseUrl, clock, log });
  const besides = [metrics, traces, purging];
  return followFile(server, { log, conventionFile, versions, besides });
});
