import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import { createServer, type Server } from "node:https";
import {
  type AddressInfo,
  createServer as createFront,
  connect as open,
  type Socket,
} from "node:net";
import type { TLSSocket } from "node:tls";
import { supergraphOf } from "@palier/schema/testing/composition";
import { type CertificateRequest, PemFolder, TestAuthority } from "@palier/test-support/tls";
import { Subgraphs } from "../datasource/subgraphs.js";
import { readSupergraph } from "../graph/supergraph.js";
import { subgraphCertificates } from "./subgraph-certificates.js";
import { SubgraphConnection } from "./subgraph-connection.js";

const opened: { readonly server: Server; readonly connection: SubgraphConnection }[] = [];
let folder: PemFolder;
let [nodes, gateways]: TestAuthority[] = [];

beforeAll(async () => {
  folder = await PemFolder.create();
  [nodes, gateways] = await Promise.all(
    ["Nœuds", "Passerelles"].map((name) => TestAuthority.create(name)),
  );
});
afterEach(async () => {
  for (const { server, connection } of opened.splice(0)) {
    await connection.close();
    server.close();
    server.closeAllConnections();
  }
});
afterAll(() => folder.remove());

/** A gateway with a certificate of its own, before a subgraph that tells whose certificate it saw. */
async function connect(request: CertificateRequest = {}, authority = nodes) {
  if (authority === undefined || gateways === undefined) throw new Error("no authority");
  const { certificate: cert, key } = await authority.issue(request);
  const options = { cert, key, ca: gateways.certificate, requestCert: true };
  const server = createServer(options, (asked, response) => {
    const seen = (asked.socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? "";
    response.end(JSON.stringify({ seen, bound: asked.headers.bound }));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const files = {
    ...(await folder.writePair("client", await gateways.issue())),
    authorities: await folder.write("nodes.pem", nodes?.certificate ?? ""),
  };
  const certificates = subgraphCertificates(files, () => undefined);
  if (certificates === null) throw new Error("files are set");
  const { port } = server.address() as AddressInfo;
  const url = `https://127.0.0.1:${port}/graphql`;
  const connection = new SubgraphConnection(url, certificates.current);
  opened.push({ server, connection });
  return { connection, certificates, server, url };
}

const terms = {
  timeoutMs: 5_000,
  isRepeatable: false,
  leaving: new AbortController().signal,
  headers: async (certificate: string | null) => ({ bound: String(certificate) }),
};

interface Seen {
  readonly seen: string;
  readonly bound: string;
}

const thumbprint = (seen: string) =>
  Buffer.from(seen.replaceAll(":", ""), "hex").toString("base64url");

it("asks with the certificate that each attempt's proofs are made for, also while it is replaced", async () => {
  const { connection, certificates } = await connect();
  const ask = async () => (await connection.post("{}", terms)) as Seen;
  const first = await ask();
  expect(first.bound).toBe(thumbprint(first.seen));

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const underWay = connection.post("{}", {
    ...terms,
    headers: async (certificate) => {
      await held;
      return terms.headers(certificate);
    },
  });
  await folder.writePair("client", (await gateways?.issue()) ?? { certificate: "", key: "" });
  certificates.renew();
  connection.renew(certificates.current);
  const next = await ask();
  release();
  expect(await underWay).toEqual(first);
  expect(next.bound).toBe(thumbprint(next.seen));
  expect(next.seen).not.toBe(first.seen);
});

describe("while a subgraph that is there does not come to TLS", () => {
  const waiting: Socket[] = [];
  let front: ReturnType<typeof createFront>;
  let connection: SubgraphConnection;
  let port: number;
  beforeEach(async () => {
    const { certificates, server } = await connect();
    port = (server.address() as AddressInfo).port;
    front = createFront((caller) => void waiting.push(caller)).listen(0, "127.0.0.1");
    await once(front, "listening");
    const url = `https://127.0.0.1:${(front.address() as AddressInfo).port}/graphql`;
    connection = new SubgraphConnection(url, certificates.current, 60_000);
  });
  afterEach(async () => {
    await connection.close();
    for (const caller of waiting.splice(0)) caller.destroy();
    front.close();
  });

  it("waits as for an answer: who is busy is not gone", async () => {
    const asking = connection.post("{}", { ...terms, timeoutMs: 60_000 });
    const hasty = connection.post("{}", { ...terms, timeoutMs: 200 });
    await expect(hasty).rejects.toMatchObject({ reason: "TIMED_OUT" });
    // It is given up later than where nobody is there.
    expect(await connection.readiness()).toMatchObject({ isReady: false });
    for (const caller of waiting) caller.pipe(open(port, "127.0.0.1")).pipe(caller);
    const { seen, bound } = (await asking) as Seen;
    expect(bound).toBe(thumbprint(seen));
  });

  it("leaves no connection behind when it closes", async () => {
    const asking = connection.post("{}", { ...terms, timeoutMs: 60_000 });
    const refused = expect(asking).rejects.toMatchObject({ reason: "UNREACHABLE" });
    const [caller] = (await once(front, "connection")) as [Socket];
    // What comes of a handshake is read, so that the end of it is.
    const ended = once(caller.resume(), "close");
    await connection.close();
    await Promise.all([refused, ended]);
  });
});

it.each<[string, CertificateRequest, string]>([
  ["has run out", { days: [-3, -1] }, "CERT_HAS_EXPIRED"],
  ["is of another name", { names: ["node.example"] }, "ERR_TLS_CERT_ALTNAME_INVALID"],
  ["is a client's", { usage: "client" }, "INVALID_PURPOSE"],
])("does not ask a subgraph whose certificate %s", async (_what, request, code) => {
  const { connection } = await connect(request);
  await expect(connection.post("{}", terms)).rejects.toMatchObject({
    reason: "UNREACHABLE",
    message: code,
  });
  expect([(await connection.readiness()).isReady, await connection.isAlive()]).toEqual([
    false,
    false,
  ]);
});

it("does not ask a subgraph whose certificate is of another authority", async () => {
  const { connection } = await connect({}, await TestAuthority.create("Autre"));
  await expect(connection.post("{}", terms)).rejects.toMatchObject({
    message: "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  });
});

it("renews the certificate of every graph that is open, also once another has retired", async () => {
  const { certificates, server, url } = await connect();
  const seen: string[] = [];
  server.on("request", ({ socket }) => {
    seen.push((socket as TLSSocket).getPeerX509Certificate()?.fingerprint256 ?? "");
  });
  const landlords = [{ slug: "lisiere", endpoint: url }];
  const supergraph = readSupergraph(
    supergraphOf({ convention: url, classification: url, landlords }),
  );
  const settings = { subgraphUrls: {}, subgraphTimeoutMs: 5_000, certificates };
  const graphs = [1, 2, 3].map(() => new Subgraphs(supergraph, settings, () => undefined));
  const [first, second, third] = graphs;
  for (const graph of graphs) graph.connect("lisiere", url);
  const seenOf = async (...asked: readonly (Subgraphs | undefined)[]) => {
    seen.splice(0);
    for (const graph of asked) await graph?.connections.get("lisiere")?.readiness();
    return [...seen];
  };
  const renewed = async () => {
    const pair = (await gateways?.issue()) ?? { certificate: "", key: "" };
    await folder.writePair("client", pair);
    certificates.renew();
    return new X509Certificate(pair.certificate).fingerprint256;
  };
  const next = await renewed();
  expect(await seenOf(first, second, third)).toEqual([next, next, next]);
  await second?.close();
  await third?.close();
  const last = await renewed();
  expect(await seenOf(first)).toEqual([last]);
  await first?.close();
});
