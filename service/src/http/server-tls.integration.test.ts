import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { Agent, type AgentOptions, request } from "node:https";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { PemFolder, TestAuthority } from "@palier/test-support/tls";
import { clientCertificateOf } from "../tls/client-certificate.js";
import { HttpServer, usualHttpLimits } from "./http-server.js";

let folder: PemFolder;
let [authority, clients, strangers]: TestAuthority[] = [];
const opened: HttpServer[] = [];
const agents: Agent[] = [];
const log: string[] = [];

beforeAll(async () => {
  folder = await PemFolder.create();
  [authority, clients, strangers] = await Promise.all(
    ["Nœud", "Clients", "Autres"].map((name) => TestAuthority.create(name)),
  );
});
afterEach(async () => {
  for (const agent of agents.splice(0)) agent.destroy();
  log.length = 0;
  await Promise.all(opened.splice(0).map((server) => server.stop()));
});
afterAll(() => folder.remove());

const thumbprint: RequestListener = (request, response) =>
  void response.end(String(clientCertificateOf(request.socket)));

async function start(asksForCertificates: boolean, limits = usualHttpLimits): Promise<string> {
  const files = await folder.writePair("server", await issuedBy(authority));
  const ca = clients?.certificate ?? "";
  const authorities = asksForCertificates ? await folder.write("clients.pem", ca) : null;
  const server = new HttpServer(limits, (entry) => log.push(entry), { ...files, authorities });
  opened.push(server);
  server.answerBy(thumbprint);
  return server.listen({ host: "127.0.0.1", port: 0 });
}

async function issuedBy(by: TestAuthority | undefined, days?: [number, number]) {
  if (by === undefined) throw new Error("no authority");
  return by.issue(days && { days });
}

/** A caller that keeps one connection. */
function caller(options: AgentOptions = {}) {
  const agent = new Agent({
    ...{ keepAlive: true, maxSockets: 1, maxCachedSessions: 0, ca: authority?.certificate },
    ...options,
  });
  agents.push(agent);
  return async (origin: string, path = "/") => {
    const asking = request(new URL(path, origin), { agent });
    asking.end();
    const [response] = (await once(asking, "response")) as [IncomingMessage];
    const body = await text(response);
    return { status: response.statusCode, body, last: response.headers.connection === "close" };
  };
}

it("proves itself, and asks for no certificate unless told", async () => {
  const origin = await start(false);
  expect(origin).toMatch(/^https:/);
  expect(await caller()(origin)).toEqual({ status: 200, body: "null", last: false });
  await expect(caller({ ca: strangers?.certificate })(origin)).rejects.toThrow(/certificate/);
  await expect(caller({ servername: "other.example" })(origin)).rejects.toThrow(/altnames/);
});

it("tells by which certificate a caller is known", async () => {
  const origin = await start(true);
  const [one, other] = [await issuedBy(clients), await issuedBy(clients)];
  const [first, second] = await Promise.all(
    [one, other].map(({ certificate: cert, key }) => caller({ cert, key })(origin)),
  );
  expect(first).toMatchObject({ status: 200, body: expect.stringMatching(/^[\w-]{43}$/) });
  expect(second?.body).not.toBe(first?.body);
});

it.each([
  ["none", async () => ({}), "it shows no client certificate"],
  ["one of another authority", () => issuedBy(strangers), "UNABLE_TO_VERIFY_LEAF_SIGNATURE"],
  ["one that has run out", () => issuedBy(clients, [-3, -1]), "CERT_HAS_EXPIRED"],
  ["one of a later day", () => issuedBy(clients, [1, 3]), "CERT_NOT_YET_VALID"],
  ["a server's", async () => clients?.issue({ usage: "server" }), "INVALID_PURPOSE"],
] as const)(
  "answers a caller with %s that the process is well, and nothing else",
  async (_what, make, reason) => {
    const origin = await start(true);
    const { certificate: cert, key } = { certificate: "", key: "", ...(await make()) };
    const ask = caller(cert === "" ? {} : { cert, key });
    expect(await ask(origin, "/health/live")).toMatchObject({ status: 200, last: true });
    for (const path of ["/", "/graphql", "/health/live/..", "/health/live?x=1"]) {
      const { status, body, last } = await ask(origin, path);
      expect([status, last, JSON.parse(body).errors[0].extensions.code]).toEqual([
        401,
        true,
        "UNAUTHENTICATED",
      ]);
    }
    expect(log).toEqual([expect.stringMatching(new RegExp(`^a caller was refused: .*${reason}`))]);
    expect(log.join()).not.toContain("127.0.0.1");
  },
);

it("goes over to new files, and ends connections of before with their next answer", async () => {
  const origin = await start(true);
  const client = await issuedBy(clients);
  const ask = caller({ cert: client.certificate, key: client.key });
  expect(await ask(origin)).toMatchObject({ status: 200, last: false });
  const next = await issuedBy(authority);
  await folder.writePair("server", next);
  await folder.write("clients.pem", strangers?.certificate ?? "");
  while (
    !log.some(
      (entry) =>
        entry.startsWith("Certificates were replaced: DNS") && entry.endsWith("1 authorities"),
    )
  ) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // Both files may be seen at different looks.
  let answer = await ask(origin);
  expect(answer).toMatchObject({ status: 200, last: true });
  while (answer.status === 200) answer = await ask(origin);
  expect(answer.status).toBe(401);
});

it("counts connections through TLS like others, and lets go of who begins no handshake", async () => {
  const limits = { ...usualHttpLimits, headersMs: 2_000, mostConnections: 2 };
  const origin = await start(false, limits);
  const silent = connect(Number(new URL(origin).port), "127.0.0.1");
  const gone = once(silent, "close");
  expect(await caller()(origin)).toMatchObject({ status: 200 });
  await gone;
  expect(await caller()(origin)).toMatchObject({ status: 200 });
});

it("stops at once with idle connections and handshakes that have not begun", async () => {
  const origin = await start(false);
  await caller()(origin);
  const silent = connect(Number(new URL(origin).port), "127.0.0.1");
  await once(silent, "connect");
  const gone = once(silent, "close");
  const [server] = opened.splice(0);
  const startedAt = performance.now();
  await server?.stop();
  await gone;
  expect(performance.now() - startedAt).toBeLessThan(usualHttpLimits.drainMs);
});
