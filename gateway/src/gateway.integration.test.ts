import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigurationError } from "@palier/schema";
import { supergraphOf } from "@palier/schema/testing/composition";
import type { GatewayConfig } from "./config.js";
import { createGateway } from "./gateway.js";

let folder: string;
let config: GatewayConfig;
const stops: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-gateway-"));
  const url = "http://127.0.0.1:1/graphql";
  const supergraph = join(folder, "supergraph.graphql");
  await writeFile(
    supergraph,
    supergraphOf({
      convention: url,
      classification: url,
      landlords: [{ slug: "lisiere", endpoint: url }],
    }),
  );
  config = {
    host: "127.0.0.1",
    port: 0,
    supergraph,
    subgraphUrls: {},
    subgraphTimeoutMs: 1_000,
  };
});

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

let usual: ReturnType<typeof createGateway> | undefined;
afterAll(async () => {
  await (await usual)?.stop();
  await rm(folder, { recursive: true });
});

/** The address of a gateway for all tests that change nothing of it. */
async function usualUrl(): Promise<string> {
  usual ??= createGateway(config, () => {});
  return (await usual).url;
}

async function start(
  changes: Partial<GatewayConfig> = {},
  log: (entry: string) => void = () => {},
) {
  const gateway = await createGateway({ ...config, ...changes }, log);
  stops.push(gateway.stop);
  return gateway;
}

/** A subgraph that answers every operation with the same text. */
async function subgraph(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, "127.0.0.1");
  await once(server, "listening");
  stops.push(async () => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
}

function post(url: string, body: string, headers: Record<string, string> = {}) {
  const json = { "content-type": "application/json" };
  return fetch(url, { method: "POST", headers: { ...json, ...headers }, body });
}

async function ask(url: string, query: string): Promise<unknown> {
  return (await post(url, JSON.stringify({ query }))).json();
}

it("answers introspection without any subgraph", async () => {
  const url = await usualUrl();
  expect(await ask(url, '{ __type(name: "LisiereSite") { interfaces { name } } }')).toEqual({
    data: { __type: { interfaces: [{ name: "Site" }] } },
  });
});

it("hides what is not in the API schema", async () => {
  const url = await usualUrl();
  expect(await ask(url, '{ __type(name: "LisiereContribution") { name } }')).toEqual({
    data: { __type: null },
  });
});

it("is unavailable, and logs once, when the platform's own subgraph is gone (issue 10)", async () => {
  const entries: string[] = [];
  const { url } = await start({}, (entry) => entries.push(entry));
  const answer = await ask(url, "{ landlords { slug } }");
  expect(answer).toEqual({
    data: { landlords: null },
    errors: [
      {
        message: "No answer can be given just now. Try again in a moment.",
        extensions: { code: "UNAVAILABLE", fr: expect.stringContaining("Aucune réponse") },
      },
    ],
  });
  expect(entries).toEqual(["convention: UNREACHABLE (ECONNREFUSED)"]);
});

it("reaches a subgraph at the address of its settings", async () => {
  const convention = await subgraph((_request, response) => {
    response.end('{"data":{"landlords":[{"slug":"lisiere"}]}}');
  });
  const { url } = await start({ subgraphUrls: { convention } });
  expect(await ask(url, "{ landlords { slug } }")).toEqual({
    data: { landlords: [{ slug: "lisiere" }] },
  });
});

it("refuses what it does not serve, in words and without internals", async () => {
  const url = await usualUrl();
  const query = "{ __typename }";
  const aliases = Array.from({ length: 16 }, (_, index) => `a${index}: __typename`).join(" ");
  const answers = await Promise.all([
    fetch(`${url}?query=%7B__typename%7D`, { headers: { "apollo-require-preflight": "yes" } }),
    post(url, JSON.stringify({ query }), { "content-type": "text/plain" }),
    post(url, "{"),
    post(url, JSON.stringify({ query: `# ${"x".repeat(2e5)}\n${query}` })),
    post(url, JSON.stringify([{ query }, { query }])),
    post(url, JSON.stringify({ query: `{ ${aliases} }` })),
    post(url, JSON.stringify({ query: `{ ${"__typename ".repeat(2_000)} }` })),
    fetch(new URL("/nothing", url)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([405, 415, 400, 413, 400, 400, 400, 404]);
  for (const answer of answers) {
    expect(await answer.text()).not.toMatch(/node_modules|\bat .*\.[jt]s|stacktrace/);
  }
});

it.each([
  ["another type", { "content-type": "text/plain" }],
  ["a form", { "content-type": "application/x-www-form-urlencoded" }],
  ["GraphQL as such", { "content-type": "application/graphql" }],
  ["another alphabet", { "content-type": "application/json; charset=latin1" }],
  ["a compressed one", { "content-encoding": "gzip" }],
  ["a way to compress that is none", { "content-encoding": "lzw" }],
])("says what would be right to %s (issue 9)", async (_what, headers) => {
  const url = await usualUrl();
  const answer = await post(url, JSON.stringify({ query: "{ __typename }" }), headers);
  const message =
    "Send the operation as JSON in UTF-8, not encoded otherwise, with Content-Type: application/json";
  expect([answer.status, await answer.json()]).toEqual([
    415,
    { errors: [{ message, extensions: { code: "BAD_REQUEST" } }] },
  ]);
});

it.each([
  ["another name", JSON.stringify({ query: "query a { __typename }", operationName: "b" })],
  ["no name of two", JSON.stringify({ query: "query a { __typename } query b { __typename }" })],
])("refuses %s than the document's operations have", async (_what, body) => {
  const entries: string[] = [];
  const { url } = await start({}, (entry) => entries.push(entry));
  const answer = await post(url, body);
  expect([answer.status, await answer.json(), entries]).toEqual([
    400,
    {
      errors: [
        {
          message: "Name one operation of the document in operationName",
          extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
        },
      ],
    },
    [],
  ]);
});

it.each(["mutation", "subscription"])("answers no %s, and says so", async (kind) => {
  const url = await usualUrl();
  const answer = await post(url, JSON.stringify({ query: `${kind} { x }` }));
  expect([answer.status, await answer.json()]).toEqual([
    400,
    {
      errors: [
        {
          message: "This graph answers queries only",
          extensions: { code: "OPERATION_RESOLUTION_FAILURE" },
        },
      ],
    },
  ]);
});

it("is live, and ready only when every subgraph says so, without addresses", async () => {
  let isLandlordReady = true;
  const ready = await subgraph((_request, response) => response.end());
  const landlord = await subgraph((_request, response) => {
    response.writeHead(isLandlordReady ? 200 : 503).end("postgres://user:password@db");
  });
  const subgraphUrls = { convention: ready, classification: ready, lisiere: landlord };
  const { url } = await start({ subgraphUrls });
  const live = await fetch(new URL("/health/live", url));
  expect([live.status, await live.json()]).toEqual([200, { status: "live" }]);
  const all = await fetch(new URL("/health/ready", url));
  expect(all.status).toBe(200);
  isLandlordReady = false;
  const some = await fetch(new URL("/health/ready", url));
  expect([some.status, await some.json()]).toEqual([
    503,
    {
      status: "not ready",
      subgraphs: { convention: "ready", classification: "ready", lisiere: "not ready" },
    },
  ]);
});

it("serves GraphiQL from its own files only", async () => {
  const url = await usualUrl();
  const root = await fetch(new URL("/", url));
  expect(root.url).toBe(new URL("/graphiql", url).href);
  expect(root.headers.get("content-security-policy")).toContain("script-src 'self';");
  const page = await root.text();
  const files = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path ?? "");
  expect(files).toHaveLength(6);
  for (const file of files) {
    const { status, headers } = await fetch(new URL(file, url));
    expect([file, status]).toEqual([file, 200]);
    expect(headers.get("content-type")).toMatch(/^text\/(css|javascript)/);
  }
  expect(page).not.toMatch(/https?:|<script>|style=/);
});

it("offers example queries that this graph understands", async () => {
  const url = await usualUrl();
  const script = await (await fetch(new URL("/graphiql/start.js", url))).text();
  const queries = [...script.matchAll(/= `([^`]+)`/g)].map(([, query]) => query ?? "");
  expect(queries).toHaveLength(4);
  for (const query of queries) {
    // No subgraph runs here: each is valid and planned, and then finds nobody.
    const answer = await post(url, JSON.stringify({ query }));
    expect([answer.status, await answer.text()]).toEqual([
      200,
      expect.stringContaining('"UNAVAILABLE"'),
    ]);
  }
});

it("names the port that is in use and how to choose another", async () => {
  const url = await usualUrl();
  const port = Number(new URL(url).port);
  const second = start({ port });
  await expect(second).rejects.toThrow(ConfigurationError);
  await expect(second).rejects.toThrow(new RegExp(`Port ${port} .* in use .*PORT or --port`));
});

it.each([
  ["no file", "nowhere.graphql"],
  ["no supergraph", "plain.graphql"],
])("refuses to start on %s", async (_what, name) => {
  await writeFile(join(folder, "plain.graphql"), "type Query { name: String }");
  await expect(start({ supergraph: join(folder, name) })).rejects.toThrow(
    "PALIER_SUPERGRAPH names no supergraph that can be used",
  );
});

it("refuses an address for a subgraph that the supergraph does not hold", async () => {
  await expect(start({ subgraphUrls: { lisière: "http://127.0.0.1:1" } })).rejects.toThrow(
    'PALIER_SUBGRAPH_URLS has an address for "lisière", which the supergraph does not hold',
  );
});

it("stops within seconds while a query waits for a subgraph that hangs, and answers it (issue 9)", async () => {
  let reached: () => void = () => {};
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const convention = await subgraph(() => reached());
  const gateway = await createGateway(
    { ...config, subgraphUrls: { convention }, subgraphTimeoutMs: 60_000 },
    () => {},
  );
  const endless = ask(gateway.url, "{ landlords { slug } }");
  await isReached;
  const before = performance.now();
  await gateway.stop();
  expect(performance.now() - before).toBeLessThan(10_000);
  expect(await endless).toMatchObject({ errors: [{ extensions: { code: "UNAVAILABLE" } }] });
});
