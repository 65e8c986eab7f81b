import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { type PostTerms, SubgraphConnection } from "./subgraph-connection.js";

/** Of a caller who waits for its answer. */
const leaving = new AbortController().signal;

function terms(timeoutMs: number, isRepeatable: boolean): PostTerms {
  return { timeoutMs, isRepeatable, leaving, headers: async () => ({}) };
}

const opened: { readonly server: Server; readonly connection: SubgraphConnection }[] = [];

async function connect(listener: RequestListener) {
  const sockets: Socket[] = [];
  const server = createServer(listener).on("connection", (socket) => sockets.push(socket));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const connection = new SubgraphConnection(`http://127.0.0.1:${port}/graphql`);
  opened.push({ server, connection });
  return { server, connection, sockets };
}

afterEach(async () => {
  for (const { server, connection } of opened.splice(0)) {
    await connection.close();
    server.close();
    server.closeAllConnections();
  }
});

const json = (body: string): RequestListener => {
  return (_request, response) => {
    response.setHeader("content-type", "application/json");
    response.end(body);
  };
};

it("gives the JSON that comes back, over connections that stay open", async () => {
  const { connection, sockets } = await connect(json('{"data":{}}'));
  for (let asked = 0; asked < 10; asked += 1) {
    expect(await connection.post("{}", terms(1_000, true))).toEqual({ data: {} });
  }
  // The client may take a second one while it still puts the first away.
  expect(sockets.length).toBeLessThanOrEqual(2);
});

it("reads an answer in whatever pieces it comes, also after word that it goes on and a byte order mark", async () => {
  const bytes = Buffer.from('\uFEFF{"data":"é"}');
  const { connection } = await connect((_request, response) => {
    response.writeEarlyHints({ link: "</style.css>; rel=preload" });
    response.writeHead(200, { "content-type": "application/json" });
    response.write(bytes.subarray(0, -3));
    setImmediate(() => response.end(bytes.subarray(-3)));
  });
  expect(await connection.post("{}", terms(20_000, true))).toEqual({ data: "é" });
});

it.each<[string, string, RequestListener]>([
  ["a web page", "INVALID_ANSWER", json("<html></html>")],
  ["an error status", "FAILED", (_request, response) => response.writeHead(500).end("{}")],
  ["that it starts", "UNREACHABLE", (_request, response) => response.writeHead(503).end("{}")],
  ["by its proxy", "UNREACHABLE", (_request, response) => response.writeHead(502).end("{}")],
  ["a redirection", "FAILED", (_request, response) => response.writeHead(302).end()],
  [
    "a truncated answer",
    "INVALID_ANSWER",
    (_request, response) => {
      response.writeHead(200, { "content-length": "100" }).write('{"data":');
      setImmediate(() => response.destroy());
    },
  ],
  [
    "an answer of 50 MB",
    "INVALID_ANSWER",
    (_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(1024 * 1024, " ");
      for (let index = 0; index < 50; index += 1) response.write(chunk);
      response.end("{}");
    },
  ],
  ["silence", "TIMED_OUT", () => undefined],
  [
    "an answer that drips",
    "TIMED_OUT",
    (_request, response) => {
      const timer = setInterval(() => response.write(" "), 20);
      response.once("close", () => clearInterval(timer));
    },
  ],
])("names the reason for %s", async (_what, reason, listener) => {
  const { connection } = await connect(listener);
  // Long enough that a busy machine does not turn another failure into this one.
  const timeoutMs = reason === "TIMED_OUT" ? 200 : 20_000;
  await expect(connection.post("{}", terms(timeoutMs, true))).rejects.toMatchObject({ reason });
});

it("says that a subgraph that does not listen is unreachable", async () => {
  const { server, connection } = await connect(json("{}"));
  server.close();
  await once(server, "close");
  await expect(connection.post("{}", terms(1_000, true))).rejects.toMatchObject({
    reason: "UNREACHABLE",
    message: "ECONNREFUSED",
  });
});

it("asks once more when a connection breaks before the answer, and only what may be repeated", async () => {
  let broken = 1;
  let asked = 0;
  const { connection } = await connect((request, response) => {
    asked += 1;
    if (broken > 0) {
      broken -= 1;
      request.socket.resetAndDestroy();
    } else response.end("{}");
  });
  expect(await connection.post("{}", terms(1_000, true))).toEqual({});
  expect(asked).toBe(2);
  broken = 1;
  await expect(connection.post("{}", terms(1_000, false))).rejects.toMatchObject({
    reason: "UNREACHABLE",
  });
  expect(asked).toBe(3);
  broken = 2;
  await expect(connection.post("{}", terms(1_000, true))).rejects.toMatchObject({
    reason: "UNREACHABLE",
  });
  expect(asked).toBe(5);
});

it("asks for the headers of each attempt anew", async () => {
  const received: unknown[] = [];
  const { connection } = await connect((request, response) => {
    received.push(request.headers["palier-visa"]);
    if (received.length === 1) request.socket.resetAndDestroy();
    else response.end("{}");
  });
  let asked = 0;
  const headers = async () => {
    asked += 1;
    return { "palier-visa": `visa-${asked}` };
  };
  await connection.post("{}", { timeoutMs: 1_000, isRepeatable: true, leaving, headers });
  expect(received).toEqual(["visa-1", "visa-2"]);
});

it("waits for headers no longer than for the whole answer", async () => {
  const { connection } = await connect(json("{}"));
  const headers = () => new Promise<never>(() => {});
  await expect(
    connection.post("{}", { timeoutMs: 100, isRepeatable: true, leaving, headers }),
  ).rejects.toMatchObject({ reason: "TIMED_OUT" });
});

it("breaks off, and asks no more, when the caller leaves", async () => {
  let asked = 0;
  const { server, connection } = await connect(() => {
    asked += 1;
  });
  const leaver = new AbortController();
  const left = { message: "The caller left before the answer" };
  const asking = connection.post("{}", { ...terms(60_000, true), leaving: leaver.signal });
  const refused = expect(asking).rejects.toMatchObject(left);
  const [request] = await once(server, "request");
  const closed = once(request.socket, "close");
  leaver.abort();
  await Promise.all([refused, closed]);
  const late = connection.post("{}", { ...terms(60_000, true), leaving: leaver.signal });
  await expect(late).rejects.toMatchObject(left);
  expect(asked).toBe(1);
});

it("is ready when the subgraph says so", async () => {
  let status = 200;
  const { connection } = await connect((request, response) => {
    response.writeHead(request.url === "/health/ready" ? status : 404).end();
  });
  expect((await connection.readiness()).isReady).toBe(true);
  status = 503;
  expect((await connection.readiness()).isReady).toBe(false);
});

it("reads no more of what a subgraph says of itself than that can be", async () => {
  const chunk = Buffer.alloc(64 * 1024, " ");
  const { connection } = await connect((_request, response) => {
    response.writeHead(200);
    for (let sent = 0; sent < 64; sent += 1) response.write(chunk);
    response.end('{"convention":"IN_FORCE"}');
  });
  expect((await connection.readiness()).isReady).toBe(false);
  expect(await connection.isAlive()).toBe(false);
});

it("is alive whatever it says, also while each connection for questions waits, and not when silent", async () => {
  let isSilent = false;
  const arrived: (() => void)[] = [];
  const { connection } = await connect((request, response) => {
    if (request.method === "POST") arrived.pop()?.();
    else if (!isSilent) response.writeHead(404).end();
  });
  const mostAtOnce = 64;
  const waiting = Array.from({ length: mostAtOnce }, () => {
    const isThere = new Promise<void>((resolve) => arrived.push(resolve));
    return { isThere, ended: connection.post("{}", terms(300_000, false)).catch(() => undefined) };
  });
  await Promise.all(waiting.map(({ isThere }) => isThere));
  expect(await connection.isAlive()).toBe(true);
  isSilent = true;
  expect(await connection.isAlive()).toBe(false);
  await connection.close();
  await Promise.all(waiting.map(({ ended }) => ended));
});

it("breaks what is under way when it closes", async () => {
  const { server, connection } = await connect(() => undefined);
  const asked = connection.post("{}", terms(60_000, true));
  const refused = expect(asked).rejects.toMatchObject({ reason: "UNREACHABLE" });
  await once(server, "request");
  await connection.close();
  await refused;
});

it("says in whole milliseconds how long it waited", async () => {
  const { connection } = await connect(() => undefined);
  await expect(connection.post("{}", terms(149.829074999987, true))).rejects.toThrow(
    "no whole answer within 150 ms",
  );
});
