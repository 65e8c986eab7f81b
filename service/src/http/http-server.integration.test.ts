import { once } from "node:events";
import { Agent, get, type IncomingMessage, type RequestListener } from "node:http";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { HttpServer, usualHttpLimits } from "./http-server.js";

const endpoint = { host: "127.0.0.1", port: 0 };
const opened: HttpServer[] = [];
const agents: Agent[] = [];
const log: string[] = [];

afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  log.length = 0;
  await Promise.all(opened.splice(0).map((server) => server.stop()));
});

function serverWith(limits: Partial<typeof usualHttpLimits> = {}): HttpServer {
  const server = new HttpServer({ ...usualHttpLimits, ...limits }, (entry) => log.push(entry));
  opened.push(server);
  return server;
}

const hello: RequestListener = (_request, response) => void response.end("hello");

/** A caller that keeps one connection, and how many it has opened. */
function caller() {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  agents.push(agent);
  return async (url: URL | string) => {
    const [response] = (await once(get(url, { agent }), "response")) as [IncomingMessage];
    return { response, body: await text(response) };
  };
}

it("says that it starts, in JSON, from its first moment until it has something to answer by (issue 9)", async () => {
  const server = serverWith();
  const origin = await server.listen(endpoint);
  for (const path of ["/", "/graphql", "/health/live", "/health/ready"]) {
    const answer = await fetch(new URL(path, origin));
    const type = answer.headers.get("content-type");
    expect([answer.status, type]).toEqual([503, "application/json; charset=utf-8"]);
    expect(await answer.json()).toMatchObject({
      status: "starting",
      errors: [{ extensions: { code: "UNAVAILABLE" } }],
    });
  }
  server.answerBy(hello);
  expect(await (await fetch(origin)).text()).toBe("hello");
});

it("answers all that it has taken before it stops, each as the last of its connection (issue 9)", async () => {
  const server = serverWith();
  const origin = await server.listen(endpoint);
  const waiting: (() => void)[] = [];
  const asked = 10;
  const allThere = new Promise<void>((resolve) => {
    server.answerBy((request, response) => {
      if (request.url === "/quick") return void response.end("quick");
      waiting.push(() => response.end("late"));
      if (waiting.length === asked) resolve();
    });
  });
  const idle = caller();
  await idle(new URL("/quick", origin));
  const answers = Array.from({ length: asked }, () => caller()(origin));
  await allThere;
  const stopping = server.stop();
  const ready = await idle(new URL("/health/ready", origin));
  expect([ready.response.statusCode, ready.response.headers.connection]).toEqual([503, "close"]);
  expect(JSON.parse(ready.body)).toMatchObject({ status: "stopping" });
  for (const answer of waiting) answer();
  const given = await Promise.all(answers);
  expect(given.map(({ response, body }) => [response.headers.connection, body])).toEqual(
    given.map(() => ["close", "late"]),
  );
  await stopping;
  await expect(fetch(origin)).rejects.toThrow();
});

it("closes, as it stops, a connection whose answer had begun before, and one on which nothing came", async () => {
  const server = serverWith();
  const origin = await server.listen(endpoint);
  let finish = () => {};
  server.answerBy((_request, response) => {
    response.write("begun");
    finish = () => response.end(", ended");
  });
  const { port } = new URL(origin);
  const silent = connect(Number(port), "127.0.0.1").resume();
  await once(silent, "connect");
  const ask = get(origin, { agent: new Agent({ keepAlive: true }) });
  const [response] = (await once(ask, "response")) as [IncomingMessage];
  const stopping = server.stop();
  await once(silent, "close");
  finish();
  expect(await text(response)).toBe("begun, ended");
  await stopping;
});

it("takes no more connections than it can hold, and says so once", async () => {
  const server = serverWith({ mostConnections: 3 });
  server.answerBy(hello);
  const { port } = new URL(await server.listen(endpoint));
  const sockets = Array.from({ length: 5 }, () => connect(Number(port), "127.0.0.1").resume());
  // Refused ones may end in a reset, which is an error to who made them.
  for (const socket of sockets) socket.on("error", () => undefined);
  const closed = sockets.slice(3).map((socket) => new Promise((end) => socket.once("close", end)));
  await Promise.all(closed);
  expect(log).toEqual(["connections refused: 3 are open"]);
  for (const socket of sockets) socket.destroy();
});

it("breaks what does not end in its time", async () => {
  const server = serverWith({ drainMs: 100 });
  const origin = await server.listen(endpoint);
  const isThere = new Promise<void>((resolve) => server.answerBy(() => resolve()));
  const endless = expect(fetch(origin)).rejects.toThrow();
  await isThere;
  await server.stop();
  await endless;
});

it("lets go of connections that say nothing, or not all they began, and keeps those that wait idle (issue 9)", async () => {
  const server = serverWith({ headersMs: 300, requestMs: 600, lookEveryMs: 50 });
  const origin = await server.listen(endpoint);
  server.answerBy(async (request, response) => {
    await text(request).catch(() => "cut short");
    response.end(`on ${request.socket.remotePort}`);
  });
  const patient = caller();
  const { body } = await patient(origin);
  const { port } = new URL(origin);
  const beginnings = [
    "",
    "GET / HT",
    "GET / HTTP/1.1\r\nHost: a\r\n",
    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n{",
  ];
  const halfOpen = beginnings.flatMap((text) =>
    Array.from({ length: 50 }, () => {
      const socket = connect(Number(port), "127.0.0.1").resume();
      socket.write(text);
      return once(socket, "close");
    }),
  );
  await Promise.all(halfOpen);
  expect(body).toMatch(/^on \d+$/);
  expect((await patient(origin)).body).toBe(body);
});
