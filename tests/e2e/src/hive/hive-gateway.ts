import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";
import { unifiedGraphHandler } from "@graphql-hive/router-runtime";
import { openTrust } from "@palier/gateway/trust";
import { hiveSettings } from "@palier/gateway-hive";
import { gatewayAudience } from "@palier/schema";
import { type AccessPlatform, clientId, servedDashboard } from "../access/platform.js";

/** Hive Gateway with its Rust planner, before the subgraphs of a platform that runs already. */
export interface HiveGateway {
  readonly url: string;
  readonly log: readonly string[];
  stop(): Promise<void>;
}

/**
 * It signs with the keys of the platform's own gateway, and believes the same issuer.
 *
 * @param documentFile of the operations that restricted partners may ask, besides the dashboard's.
 */
export async function startHive(
  platform: AccessPlatform,
  documentFile: string | null = null,
): Promise<HiveGateway> {
  const folder = await mkdtemp(join(tmpdir(), "palier-hive-"));
  const supergraph = join(folder, "supergraph.graphql");
  await writeFile(supergraph, platform.supergraph);
  const log: string[] = [];
  const trust = await openTrust(
    {
      supergraph,
      subgraphUrls: {},
      subgraphTimeoutMs: 30_000,
      dashboard: documentFile === null ? undefined : servedDashboard,
      identity: {
        issuer: {
          kind: "EXTERNAL",
          url: `${platform.origin}/oidc`,
          jwksUrl: null,
          clientIds: { graphiql: null, dashboard: null },
          publicOrigin: null,
        },
        conventionFile: platform.conventionFile,
        keyFolder: platform.keyFolder,
        documentFile,
        partnerClaim: "partner",
        clientId,
        name: gatewayAudience,
      },
    },
    (entry) => log.push(entry),
  );
  const settings = hiveSettings(trust, unifiedGraphHandler);
  const runtime = createGatewayRuntime({ ...settings, logging: false });
  const server = createServer((request, response) => void runtime(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    log,
    stop: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
      await runtime[Symbol.asyncDispose]();
      await rm(folder, { recursive: true });
    },
  };
}
