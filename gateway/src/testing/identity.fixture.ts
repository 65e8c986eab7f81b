import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generateSigningKey, type SigningKey } from "@palier/schema";
import { partnersOfEachKind, writeConvention } from "@palier/schema/testing";
import { supergraphOf } from "@palier/schema/testing/composition";
import type { CostSettings } from "../cost/cost-settings.js";
import type { DashboardConfig } from "../dashboard/dashboard-config.js";
import { createGateway } from "../gateway.js";
import type { IdentityConfig } from "../identity/identity-config.js";
import { purposeFor } from "../identity/session-key.js";
import { tokenForAccount } from "../identity/token-for-account.js";

/** One request that a subgraph received. */
export interface Received {
  readonly subgraph: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A gateway that knows its callers, over subgraphs that write down what they receive. */
export interface SmallPlatform {
  readonly url: string;
  readonly metricsUrl: string;
  readonly origin: string;
  readonly folder: string;
  readonly conventionFile: string;
  /** Of landlord lisiere. */
  readonly landlordKey: SigningKey;
  readonly received: Received[];
  readonly log: string[];
  /** What a subgraph answers, by name; without an entry it says that it failed. */
  readonly answers: Map<string, unknown>;
  /** Subgraphs that take operations and answer none; they say all the same that they live. */
  readonly hanging: Set<string>;
  stop(): Promise<void>;
}

const slugs = ["lisiere", "heronniere"] as const;

/**
 * @param changes to its identity; null where nobody signs in.
 * @param dashboard none unless given.
 * @param costs the usual unless given.
 * @param restricted codes of partners that may ask registered operations only.
 */
export async function startPlatform(
  changes: Partial<IdentityConfig> | null = {},
  subgraphTimeoutMs = 3_000,
  dashboard?: DashboardConfig,
  costs?: CostSettings,
  restricted: readonly string[] = [],
): Promise<SmallPlatform> {
  const folder = await mkdtemp(join(tmpdir(), "palier-identity-"));
  const received: Received[] = [];
  const log: string[] = [];
  const answers = new Map<string, unknown>();
  const hanging = new Set<string>();
  const names = ["convention", "classification", ...slugs];
  const servers = await Promise.all(
    names.map(async (subgraph) => {
      const server = createServer(async (request, response) => {
        const chunks: Buffer[] = [];
        for await (const chunk of request) chunks.push(chunk);
        const body = Buffer.concat(chunks).toString();
        received.push({ subgraph, headers: request.headers, body });
        if (hanging.has(subgraph) && request.method === "POST") return;
        const answer = answers.get(subgraph) ?? { errors: [{ message: "failed" }] };
        response.end(JSON.stringify(answer));
      }).listen(0, "127.0.0.1");
      await once(server, "listening");
      return server;
    }),
  );
  const urls = servers.map((server) => {
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  });
  const endpoints = Object.fromEntries(names.map((name, index) => [name, urls[index] ?? ""]));
  const supergraph = join(folder, "supergraph.graphql");
  const conventionFile = join(folder, "convention.yaml");
  await writeFile(
    supergraph,
    supergraphOf({
      convention: endpoints.convention ?? "",
      classification: endpoints.classification ?? "",
      landlords: slugs.map((slug) => ({ slug, endpoint: endpoints[slug] ?? "" })),
    }),
  );
  const landlordKey = await generateSigningKey();
  await writeFile(conventionFile, smallConvention(endpoints, landlordKey, restricted));
  const clear = async () => {
    for (const server of servers) {
      server.close();
      server.closeAllConnections();
    }
    await rm(folder, { recursive: true });
  };
  const gateway = await createGateway(
    {
      host: "127.0.0.1",
      port: 0,
      metrics: { host: "127.0.0.1", port: 0 },
      supergraph,
      subgraphUrls: {},
      subgraphTimeoutMs,
      dashboard,
      costs,
      identity:
        changes === null
          ? undefined
          : {
              issuer: { kind: "DEMONSTRATION", accounts: null },
              conventionFile,
              keyFolder: null,
              refusalFolder: join(folder, "refusals"),
              partnerClaim: "partner",
              clientId: "palier-gateway",
              name: "urn:palier:gateway",
              ...changes,
            },
    },
    (entry) => log.push(entry),
  ).catch(async (error: unknown) => {
    await clear();
    throw error;
  });
  const stop = async () => {
    await gateway.stop();
    await clear();
  };
  const origin = new URL(gateway.url).origin;
  const { url, metricsUrl } = gateway;
  return {
    url,
    metricsUrl: metricsUrl ?? "",
    origin,
    folder,
    conventionFile,
    landlordKey,
    received,
    log,
    answers,
    hanging,
    stop,
  };
}

function smallConvention(
  endpoints: Readonly<Record<string, string>>,
  { x: lisiere }: SigningKey,
  restricted: readonly string[],
): string {
  const both = ["77288", "77152"];
  const { text } = writeConvention({
    landlords: slugs.map((slug) => ({
      slug,
      endpoint: endpoints[slug],
      ...(slug === "lisiere" && { key: lisiere }),
    })),
    partners: partnersOfEachKind(both)
      .map((partner) =>
        partner.kind === "MUNICIPALITY"
          ? { code: "mairie-dammarie", kind: partner.kind, scope: ["77152"] }
          : partner,
      )
      .map((partner) =>
        restricted.includes(partner.code) ? { ...partner, documents: "registered" } : partner,
      ),
  });
  return text;
}

/** One answer of the gateway to an operation. */
export interface GatewayAnswer {
  readonly status: number;
  readonly body: {
    readonly data?: unknown;
    readonly errors?: readonly {
      readonly message: string;
      readonly extensions: Readonly<Record<string, unknown>>;
    }[];
  };
}

export async function ask(
  { url }: Pick<SmallPlatform, "url">,
  query: string,
  headers: Readonly<Record<string, string>> = {},
  operationName?: string,
): Promise<GatewayAnswer> {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query, operationName }),
  });
  // The tests look at what is in it.
  return { status: response.status, body: (await response.json()) as GatewayAnswer["body"] };
}

/** Somebody signed in, with a key of the session's own. */
export interface SignedIn {
  readonly token: string;
  /** Headers of one question. */
  stating(purpose: string): Promise<Readonly<Record<string, string>>>;
}

export async function signedIn(
  { origin }: Pick<SmallPlatform, "origin">,
  account: string,
): Promise<SignedIn> {
  const key = await generateSigningKey();
  const token = await tokenForAccount(origin, account, key);
  const stating = async (purpose: string) => ({
    ...bearer(token),
    "palier-purpose": await purposeFor({ origin, account, key }, purpose),
  });
  return { token, stating };
}

export function bearer(token: string): { readonly authorization: string } {
  return { authorization: `Bearer ${token}` };
}
