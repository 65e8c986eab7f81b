import { X509Certificate } from "node:crypto";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { request } from "node:https";
import { text } from "node:stream/consumers";
import { jest } from "@jest/globals";
import { visaHeader } from "@palier/schema";
import { type Pem, PemFolder, TestAuthority } from "@palier/test-support/tls";
import { partners, slugs } from "../access/access-convention.js";
import { coverageOf, seenOf } from "../access/coverage.js";
import { type AccessPlatform, startAccessPlatform } from "../access/platform.js";
import { entityBody, StolenGateway } from "../attacks/stolen-gateway.js";
import { PassingFront } from "./passing-front.js";

/** TLS ends in every process; gateway and subgraphs show each other certificates of two authorities. */

const police = partners.POLICE;
const printed = jest.spyOn(console, "error").mockImplementation(() => undefined);

let folder: PemFolder;
let [nodes, gateways]: TestAuthority[] = [];
let platform: AccessPlatform;
let gatewayOwn: Pem;

beforeAll(async () => {
  folder = await PemFolder.create();
  [nodes, gateways] = await Promise.all([
    TestAuthority.create("Nœuds"),
    TestAuthority.create("Passerelles"),
  ]);
  platform = await startAccessPlatform({
    openFront: PassingFront.open,
    tls: {
      subgraphs: {
        ...(await folder.writePair("node", await authority(nodes).issue({ usage: "server" }))),
        authorities: await folder.write("gateways-ca.pem", authority(gateways).certificate),
      },
      gateway: {
        ...(await showClient(await authority(gateways).issue({ usage: "client" }))),
        authorities: await folder.write("nodes-ca.pem", authority(nodes).certificate),
      },
    },
  });
});
afterAll(async () => {
  await platform.stop();
  await folder.remove();
});

function authority(one: TestAuthority | undefined): TestAuthority {
  if (one === undefined) throw new Error("no authority");
  return one;
}

function showClient(pair: Pem) {
  gatewayOwn = pair;
  return folder.writePair("client", pair);
}

const whole = () => expect.objectContaining(seenOf(slugs, "ANSWERED"));
const seen = () => coverageOf(platform, police);

/** Waits until what is seen changes to this, without an error on the way. */
async function untilSeen(status: string): Promise<void> {
  while (Object.values((await seen()).statuses).some((each) => each !== status)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const said = () => [...platform.log, ...printed.mock.calls.map(String)];
const replaced = () => said().filter((each) => each.includes("Certificates were replaced")).length;

async function untilReplaced(times: number): Promise<void> {
  while (replaced() < times) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** Posts to a node as nobody but a holder of this certificate can. */
async function ask(url: string, body: object, headers: Record<string, string>, own: Partial<Pem>) {
  const asking = request(url, {
    ...{ method: "POST", ca: authority(nodes).certificate, agent: false },
    ...{ cert: own.certificate, key: own.key },
    headers: { "content-type": "application/json", ...headers },
  });
  asking.end(JSON.stringify(body));
  const [response] = (await once(asking, "response")) as [IncomingMessage];
  const answer = JSON.parse(await text(response));
  const codes = (answer.errors ?? []).map(
    (each: { extensions: { code: string } }) => each.extensions.code,
  );
  return { status: response.statusCode, codes, data: answer.data };
}

it("answers over TLS at every step", async () => {
  expect(await seen()).toEqual(whole());
});

it("loses no question while every certificate is replaced, authorities included (issue 10)", async () => {
  const [nextNodes, nextGateways] = [
    await TestAuthority.create("Nœuds 2"),
    await TestAuthority.create("Passerelles 2"),
  ];
  let isOver = false;
  let asked = 0;
  const asking = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      expect(await seen()).toEqual(whole());
      asked += 1;
    }
  });
  const change = async (act: () => Promise<unknown>, processes: number) => {
    const [before, askedBefore] = [replaced(), asked];
    await act();
    await untilReplaced(before + processes);
    while (asked < askedBefore + 20) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const subgraphs = slugs.length + 2;
  const both = (...each: (TestAuthority | undefined)[]) =>
    each.map((one) => authority(one).certificate).join("");
  try {
    // As an authority is succeeded: first believed beside the one before, then used, then alone.
    await change(() => folder.write("nodes-ca.pem", both(nodes, nextNodes)), 1);
    await change(() => folder.write("gateways-ca.pem", both(gateways, nextGateways)), subgraphs);
    await change(async () => folder.writePair("node", await nextNodes.issue()), subgraphs);
    await change(async () => showClient(await nextGateways.issue()), 1);
    await change(() => folder.write("nodes-ca.pem", nextNodes.certificate), 1);
    await change(() => folder.write("gateways-ca.pem", nextGateways.certificate), subgraphs);
  } finally {
    isOver = true;
  }
  await Promise.all(asking);
  [nodes, gateways] = [nextNodes, nextGateways];
});

it("keeps what it has when a new file cannot be used, and says so", async () => {
  const before = said().length;
  const expired = await authority(nodes).issue({ days: [-3, -1] });
  await folder.writePair("node", expired);
  const problems = () =>
    said()
      .slice(before)
      .filter((each) => /PALIER_TLS_CERTIFICATE has run out/.test(each));
  while (problems().length < slugs.length + 2)
    await new Promise((resolve) => setTimeout(resolve, 50));
  expect(problems()[0]).toMatch(/those of before serve on: .*until \d{4}-/);
  expect(await seen()).toEqual(whole());
  const times = replaced();
  await folder.writePair("node", await authority(nodes).issue());
  await untilReplaced(times + slugs.length + 2);
});

it.each([
  ["of another authority", async () => (await TestAuthority.create("Autre")).issue()],
  ["of another name", () => authority(nodes).issue({ names: ["node.example"] })],
])("takes no answer of a node with a certificate %s", async (_what, issue) => {
  let times = replaced();
  await folder.writePair("node", await issue());
  await untilReplaced(times + slugs.length + 2);
  const failing = "{ landlords { slug } }";
  let answer = await platform.ask(police, failing);
  // Connections that were open before end with their next answer.
  while (answer.errors === undefined) answer = await platform.ask(police, failing);
  expect(answer.data).toEqual({ landlords: null });
  expect(answer.raw).not.toMatch(/CERT|ALTNAME|127\.0\.0\.1/);
  expect(platform.log.join()).toContain(
    "convention: UNREACHABLE (UNABLE_TO_VERIFY_LEAF_SIGNATURE)",
  );
  times = replaced();
  await folder.writePair("node", await authority(nodes).issue());
  await untilReplaced(times + slugs.length + 2);
  await untilSeen("ANSWERED");
});

it("lets nobody ask a subgraph without a certificate of its gateways' authority", async () => {
  const stolen = await StolenGateway.of(platform);
  const body = entityBody("LisiereSite", "lisiere:HARD", "name");
  const url = platform.nodes.lisiere.front.url;
  const headers = await stolen.headers("lisiere", "POLICE");
  const others = [
    {},
    await (await TestAuthority.create("Autre")).issue(),
    await authority(gateways).issue({ days: [-3, -1] }),
    await authority(gateways).issue({ usage: "server" }),
  ];
  for (const own of others) {
    expect(await ask(url, body, headers, own)).toEqual({
      status: 401,
      codes: ["UNAUTHENTICATED"],
      data: undefined,
    });
  }
});

it("refuses a visa that comes with another certificate than its own, and logs it", async () => {
  const stolen = await StolenGateway.of(platform);
  const body = entityBody("LisiereSite", "lisiere:HARD", "name");
  const url = platform.nodes.lisiere.front.url;
  const own = gatewayOwn;
  const other = await authority(gateways).issue();
  const thumbprint = thumbprintOf(own);
  const bound = await stolen.headers("lisiere", "POLICE", { cnf: { "x5t#S256": thumbprint } });
  const refused = { status: 200, codes: ["UNAUTHENTICATED"], data: undefined };
  expect(await ask(url, body, bound, other)).toEqual(refused);
  const [entry] = await platform.nodes.lisiere.log();
  expect(entry).toMatchObject({
    decision: "REFUSED",
    reason: "the visa is of another client certificate",
  });
  expect(await ask(url, body, await stolen.headers("lisiere", "POLICE"), own)).toEqual(refused);
  expect(await ask(url, body, bound, own)).toMatchObject({
    status: 200,
    codes: [],
    data: { _entities: [{ name: expect.any(String) }] },
  });
  // A shared subgraph holds nobody's data, and takes no other's visa either.
  const convention = platform.fronts.get("convention")?.url ?? "";
  const visa = await stolen.visa("convention", "POLICE", { cnf: { "x5t#S256": thumbprint } });
  const question = { query: "{ landlords { slug } }" };
  expect(await ask(convention, question, { [visaHeader]: visa }, other)).toEqual(refused);
  expect(await ask(convention, question, { [visaHeader]: visa }, own)).toMatchObject({ codes: [] });
});

function thumbprintOf({ certificate }: Pem): string {
  const { fingerprint256 } = new X509Certificate(certificate);
  return Buffer.from(fingerprint256.replaceAll(":", ""), "hex").toString("base64url");
}
