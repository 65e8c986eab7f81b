import { Agent, get, type IncomingMessage } from "node:http";
import { jest } from "@jest/globals";
import { BadUserInputError, ConfigurationError } from "@palier/schema";
import { federatedSchema } from "../schema/federated-schema.js";
import type { RunningSubgraph } from "./serve-http.js";
import { type SubgraphService, serveSubgraph } from "./serve-subgraph.js";

const sdl = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key"])
  scalar Month
  type Query { greeting: String refused: String broken: String brokenToo: String caller: String month: Month slow: String }
`;

let reached: () => void = () => undefined;
const failure = new TypeError("password=hunter2");

const schema = federatedSchema<{ caller: string }>({
  sdl,
  resolvers: {
    Query: {
      greeting: () => "hello",
      refused: () => {
        throw new BadUserInputError("There is no such greeting");
      },
      broken: () => Promise.reject(failure),
      brokenToo: () => Promise.reject(failure),
      caller: (_root: unknown, _args: unknown, { caller }) => caller,
      month: () => "October",
      slow: () => {
        reached();
        return new Promise(() => undefined);
      },
    },
  },
});

const running: RunningSubgraph[] = [];
const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);

async function start(changes: Partial<SubgraphService<{ caller: string }>> = {}) {
  const subgraph = await serveSubgraph({
    name: "greeter",
    schema,
    host: "127.0.0.1",
    port: 0,
    context: async ({ headers }) => ({ caller: String(headers["x-caller"]) }),
    isReady: async () => undefined,
    ...changes,
  });
  running.push(subgraph);
  return subgraph;
}

function post(url: string, body: string, headers: Record<string, string> = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", connection: "close", ...headers },
    body,
  });
}

async function ask(url: string, query: string, headers: Record<string, string> = {}) {
  const response = await post(url, JSON.stringify({ query }), headers);
  return (await response.json()) as unknown;
}

beforeEach(() => {
  logged.mockClear();
});

afterEach(async () => {
  await Promise.all(running.splice(0).map((subgraph) => subgraph.stop()));
});

it("answers a query with the context of its own request", async () => {
  const { url } = await start();
  expect(await ask(url, "{ greeting caller }", { "x-caller": "gateway" })).toEqual({
    data: { greeting: "hello", caller: "gateway" },
  });
});

it("keeps the message of a foreseen failure and sends no stack trace", async () => {
  const { url } = await start();
  expect(await ask(url, "{ refused }")).toEqual({
    data: { refused: null },
    errors: [
      {
        message: "There is no such greeting",
        path: ["refused"],
        locations: [{ line: 1, column: 3 }],
        extensions: { code: "BAD_USER_INPUT" },
      },
    ],
  });
  expect(logged).not.toHaveBeenCalled();
});

it("masks an unforeseen failure and logs it once", async () => {
  const { url } = await start();
  const masked = await ask(url, "{ broken brokenToo }");
  expect(masked).toMatchObject({
    data: { broken: null, brokenToo: null },
    errors: [
      { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } },
      { message: "Internal error", extensions: { code: "INTERNAL_SERVER_ERROR" } },
    ],
  });
  expect(JSON.stringify(masked)).not.toContain("hunter2");
  expect(logged).toHaveBeenCalledTimes(1);
  expect(logged.mock.calls[0]?.[0]).toMatch(
    /^\[greeter\] Internal error at broken: TypeError: password=hunter2\n\s+at /,
  );
});

it("masks a value that is not what its scalar promises", async () => {
  const { url } = await start();
  expect(await ask(url, "{ month }")).toMatchObject({
    data: { month: null },
    errors: [{ message: "Internal error" }],
  });
});

it("answers introspection and _service", async () => {
  const { url } = await start();
  expect(await ask(url, "{ __typename _service { sdl } }")).toMatchObject({
    data: { __typename: "Query", _service: { sdl: expect.stringContaining("greeting") } },
  });
});

it("refuses GET, a simple cross-site request, unknown paths and bodies it cannot read", async () => {
  const { url } = await start();
  const statuses = await Promise.all([
    fetch(`${url}?query=%7Bgreeting%7D`, { headers: { "apollo-require-preflight": "yes" } }),
    post(url, '{"query":"{ greeting }"}', { "content-type": "text/plain" }),
    fetch(new URL("/nothing", url)),
    post(url, "{"),
    post(url, JSON.stringify({ query: "{ greeting }", variables: { x: "x".repeat(5e6) } })),
  ]);
  expect(statuses.map(({ status }) => status)).toEqual([405, 415, 404, 400, 413]);
  const texts = await Promise.all(statuses.map((response) => response.text()));
  for (const text of texts) {
    expect(text).toContain('"code":"BAD_REQUEST"');
    expect(text).not.toContain("node_modules");
  }
});

it("takes representations of many entities in one body", async () => {
  const { url } = await start();
  const variables = { representations: "x".repeat(3e6) };
  const response = await post(url, JSON.stringify({ query: "{ greeting }", variables }));
  expect(response.status).toBe(200);
});

it("tells live from ready, without saying why", async () => {
  const problem = new Error("no connection to postgres://user:password@db");
  const { url } = await start({ isReady: () => Promise.reject(problem) });
  const live = await fetch(new URL("/health/live", url));
  const ready = await fetch(new URL("/health/ready", url));
  expect([live.status, await live.json()]).toEqual([200, { status: "live" }]);
  expect([ready.status, await ready.json()]).toEqual([503, { status: "not ready" }]);
});

it("is ready when its check resolves", async () => {
  const { url } = await start();
  const ready = await fetch(new URL("/health/ready", url));
  expect([ready.status, await ready.json()]).toEqual([200, { status: "ready" }]);
});

it("is not ready when its check takes longer than two seconds", async () => {
  const { url } = await start({ isReady: () => new Promise(() => undefined) });
  expect((await fetch(new URL("/health/ready", url))).status).toBe(503);
});

it("names port and variable when the port is in use", async () => {
  const { url } = await start();
  const port = Number(new URL(url).port);
  const second = start({ port });
  await expect(second).rejects.toThrow(ConfigurationError);
  await expect(second).rejects.toThrow(new RegExp(`Port ${port} .*set PORT`));
});

it("names the variable when the host is no address of this machine", async () => {
  await expect(start({ host: "192.0.2.1" })).rejects.toThrow(/192\.0\.2\.1 .*set HOST/);
});

it("stops within seconds with an idle keep-alive connection and a query that never ends", async () => {
  const subgraph = await start();
  const agent = new Agent({ keepAlive: true });
  await new Promise<void>((resolve, reject) => {
    get(new URL("/health/live", subgraph.url), { agent }, (response: IncomingMessage) => {
      response.resume().once("end", resolve);
    }).once("error", reject);
  });
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const endless = expect(ask(subgraph.url, "{ slow }")).rejects.toThrow();
  await isReached;
  const before = performance.now();
  await subgraph.stop();
  running.splice(0);
  expect(performance.now() - before).toBeLessThan(10_000);
  await endless;
  await expect(fetch(new URL("/health/live", subgraph.url))).rejects.toThrow();
  agent.destroy();
});

it("answers by a service that replaces it, and ends what is under way as it began", async () => {
  const served = (word: string, wait = Promise.resolve()) => ({
    name: "greeter",
    host: "127.0.0.1",
    port: 0,
    isReady: async () => undefined,
    context: async () => ({ caller: word }),
    schema: federatedSchema<{ caller: string }>({
      sdl,
      resolvers: {
        Query: {
          greeting: () => word,
          slow: () => {
            reached();
            return wait.then(() => "1999-12");
          },
          caller: (_root: unknown, _args: unknown, { caller }) => caller,
        },
      },
    }),
  });
  let finish: () => void = () => undefined;
  const wait = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const subgraph = await serveSubgraph(served("before", wait));
  running.push(subgraph);
  const isReached = new Promise<void>((resolve) => {
    reached = resolve;
  });
  const underWay = ask(subgraph.url, "{ greeting slow }");
  await isReached;
  await subgraph.replace(served("after"));
  expect(await ask(subgraph.url, "{ greeting caller }")).toEqual({
    data: { greeting: "after", caller: "after" },
  });
  finish();
  expect(await underWay).toEqual({ data: { greeting: "before", slow: "1999-12" } });
});
