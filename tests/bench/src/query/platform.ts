import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClassificationSubgraph } from "@palier/classification";
import { createConventionSubgraph } from "@palier/convention";
import { createGateway } from "@palier/gateway";
import { createLandlordSubgraph } from "@palier/landlord";
import { composeSupergraph } from "@palier/schema/composition";
import { writeConvention } from "@palier/schema/testing";
import { serveSubgraph } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import type { DataSource } from "typeorm";

/** Starts gateway and subgraphs over these stores, each behind its own HTTP server. */
export async function startPlatform(
  stores: ReadonlyMap<string, DataSource>,
  sitesPerLandlord: number,
) {
  const { convention } = writeConvention({
    publication: { from: "2023-11", until: "2026-10" },
    // What the stores hold, within the tenth that a convention tolerates.
    landlords: [...stores.keys()].map((slug) => {
      return { slug, stock: [{ commune: "77288", dwellings: 65 * sitesPerLandlord }] };
    }),
    partners: [],
  });
  const clock = () => new Date("2026-11-22");
  const conventionServer = await serve("convention", createConventionSubgraph(convention, clock));
  const classification = await serve(
    "classification",
    createClassificationSubgraph([...stores.keys()]),
  );
  const nodes = await Promise.all(
    [...stores].map(async ([slug, store]) => {
      const subgraph = await createLandlordSubgraph({ slug, store, convention, clock });
      return { slug, server: await serve(slug, subgraph.schema, subgraph.createContext) };
    }),
  );
  const folder = await mkdtemp(join(tmpdir(), "palier-bench-"));
  const supergraph = join(folder, "supergraph.graphql");
  await writeFile(
    supergraph,
    composeSupergraph({
      convention: conventionServer.url,
      classification: classification.url,
      landlords: nodes.map(({ slug, server }) => ({ slug, endpoint: server.url })),
    }),
  );
  const gateway = await createGateway({
    host: "127.0.0.1",
    port: 0,
    supergraph,
    subgraphUrls: {},
    subgraphTimeoutMs: 10_000,
  });
  return {
    async ask(query: string): Promise<Record<string, unknown>> {
      const response = await fetch(gateway.url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query }),
      });
      const answer = (await response.json()) as {
        data?: Record<string, unknown>;
        errors?: unknown;
      };
      if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer.errors));
      return answer.data;
    },
    async stop(): Promise<void> {
      await gateway.stop();
      const servers = [conventionServer, classification, ...nodes.map(({ server }) => server)];
      await Promise.all(servers.map((server) => server.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

function serve(name: string, schema: GraphQLSchema, createContext: () => object = () => ({})) {
  return serveSubgraph({
    name,
    schema,
    host: "127.0.0.1",
    port: 0,
    context: async () => createContext(),
    isReady: async () => undefined,
  });
}
