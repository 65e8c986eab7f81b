import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createClassificationSubgraph } from "@palier/classification";
import { createConventionSubgraph } from "@palier/convention";
import { createGateway } from "@palier/gateway";
import type { Convention } from "@palier/schema";
import { supergraphOf } from "@palier/schema/testing/composition";
import { type RunningSubgraph, serveSubgraph } from "@palier/subgraph-kit";
import type { GraphQLSchema } from "graphql";
import { FaultyFront } from "./faulty-front.js";

/** A landlord's schema with what its requests share. */
export interface LandlordParts {
  readonly schema: GraphQLSchema;
  readonly context?: () => object;
}

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A whole federation over HTTP, with a front before each landlord that can be made to fail. */
export interface Platform {
  readonly url: string;
  readonly fronts: ReadonlyMap<string, FaultyFront>;
  readonly supergraph: string;
  /** Gives the answer and its text as it came over the wire. */
  ask(
    query: string,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Answer & { raw: string }>;
  stop(): Promise<void>;
}

/** @param subgraphTimeoutMs What a query may wait for one landlord. */
export async function startPlatform(
  convention: Convention,
  landlords: ReadonlyMap<string, LandlordParts>,
  subgraphTimeoutMs = 10_000,
): Promise<Platform> {
  const slugs = [...landlords.keys()];
  const now = () => new Date("2026-11-22T12:00:00Z");
  const subgraphs = await Promise.all([
    serve("convention", { schema: createConventionSubgraph(convention, now) }),
    serve("classification", { schema: createClassificationSubgraph(slugs) }),
    ...[...landlords].map(([slug, parts]) => serve(slug, parts)),
  ]);
  const [conventionServer, classificationServer, ...nodes] = subgraphs;
  if (!conventionServer || !classificationServer) throw new Error("No servers");
  const fronts = new Map(
    await Promise.all(
      nodes.map(
        async (node, index) => [slugs[index] ?? "", await FaultyFront.before(node.url)] as const,
      ),
    ),
  );
  const supergraph = supergraphOf({
    convention: conventionServer.url,
    classification: classificationServer.url,
    landlords: [...fronts].map(([slug, { url }]) => ({ slug, endpoint: url })),
  });
  const folder = await mkdtemp(join(tmpdir(), "palier-federation-"));
  const path = join(folder, "supergraph.graphql");
  await writeFile(path, supergraph);
  const gateway = await createGateway(
    {
      host: "127.0.0.1",
      port: 0,
      supergraph: path,
      subgraphUrls: {},
      subgraphTimeoutMs,
    },
    () => undefined,
  );
  return {
    url: gateway.url,
    fronts,
    supergraph,
    ask: (query, variables) => askAt(gateway.url, query, variables),
    stop: async () => {
      await gateway.stop();
      await Promise.all([...fronts.values()].map((front) => front.stop()));
      await Promise.all(subgraphs.map((subgraph) => subgraph.stop()));
      await rm(folder, { recursive: true });
    },
  };
}

function serve(name: string, { schema, context }: LandlordParts): Promise<RunningSubgraph> {
  return serveSubgraph({
    name,
    schema,
    host: "127.0.0.1",
    port: 0,
    context: async () => context?.() ?? {},
    isReady: async () => undefined,
  });
}

/** Asks a gateway there. */
export async function askAt(
  url: string,
  query: string,
  variables?: Readonly<Record<string, unknown>>,
) {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables }),
  });
  const raw = await response.text();
  return { ...(JSON.parse(raw) as Answer), raw };
}
