import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { newShutOutList, signShutOutList } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import type { Service } from "@palier/service";
import { freePort, inTurn } from "@palier/test-support";
import {
  createRemoteJWKSet,
  decodeJwt,
  exportJWK,
  type GenerateKeyPairResult,
  generateKeyPair,
  jwtVerify,
  SignJWT,
} from "jose";
import { startBroker } from "./broker.js";
import { readBrokerConfig } from "./config.js";
import { browserClientId } from "./names/client-ids.js";
import { accessTokenType, exchangeGrant } from "./names/token-exchange.js";
import {
  Browser,
  SignInPage,
  startUpstream,
  type UpstreamClaims,
  type UpstreamProcess,
  upstreamClient,
} from "./testing/index.js";

const commander: UpstreamClaims = {
  sub: "9f1d",
  email: "Commissaire@police.example",
  email_verified: true,
  siret: "11001401600015",
};
const list = (people: readonly string[]) =>
  JSON.stringify({
    organisations: [
      { partner: "police-melun", siret: "11001401600015", people },
      { partner: "mairie-dammarie", siret: "21770152500016", people: ["dgs@mairie.example"] },
    ],
  });

let folder: string;
let peopleFile: string;
let upstream: UpstreamProcess;
let broker: Service;
let gateway: Server;
let gatewayUrl: string;
let gatewayKey: GenerateKeyPairResult;
/** Accounts, and how often they have changed. */
let shutOut: { readonly sequence: number; readonly accounts: readonly string[] } = {
  sequence: 0,
  accounts: [],
};
const entries: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "palier-broker-"));
  peopleFile = join(folder, "people.yaml");
  const secretFile = join(folder, "secret");
  const conventionFile = join(folder, "convention.yaml");
  await writeFile(peopleFile, list(["commissaire@police.example"]));
  await writeFile(secretFile, `${upstreamClient.secret}\n`);
  await writeFile(conventionFile, writeConvention({ landlords: ["lisiere", "heronniere"] }).text);
  gatewayKey = await generateKeyPair("EdDSA", { crv: "Ed25519", extractable: true });
  const keys = [
    { ...(await exportJWK(gatewayKey.publicKey)), kid: "of-the-gateway", alg: "EdDSA" },
  ];
  gateway = createServer((request, response) => {
    const isList = request.url?.endsWith("palier-shut-out.jwt") === true;
    if (!isList) return response.end(JSON.stringify({ keys }));
    void listOf(shutOut).then((list) => response.end(list));
  });
  gateway.listen(0, "127.0.0.1");
  await once(gateway, "listening");
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  upstream = await startUpstream(`${url}/signed-in`);
  const config = readBrokerConfig({
    PORT: String(port),
    PALIER_BROKER_URL: url,
    PALIER_GATEWAY_URL: gatewayUrl,
    PALIER_CONVENTION: conventionFile,
    PALIER_PEOPLE: peopleFile,
    PALIER_KEYS: join(folder, "keys"),
    PALIER_UPSTREAM: upstream.url,
    PALIER_UPSTREAM_CLIENT_ID: upstreamClient.id,
    PALIER_UPSTREAM_CLIENT_SECRET_FILE: secretFile,
  });
  broker = await startBroker(config, (entry) => entries.push(entry));
});
afterAll(async () => {
  await broker.stop();
  await upstream.stop();
  gateway.close();
  await rm(folder, { recursive: true });
});

/** As the gateway signs it. */
function listOf({ sequence, accounts }: typeof shutOut): Promise<string> {
  return signShutOutList(newShutOutList(sequence, broker.url, accounts), {
    issuer: "urn:palier:gateway",
    key: gatewayKey.privateKey,
    keyId: "of-the-gateway",
    now: new Date(),
  });
}

const page = () => new SignInPage(broker.url, `${gatewayUrl}/`);
const signInUrl = () => page().signInUrl;
const signIn = (browser = new Browser()) => page().signIn(browser);
const post = (form: Readonly<Record<string, string>>, from: Record<string, string> = {}) =>
  page().post(form, from);

async function accessToken(): Promise<string> {
  return String((await page().tokens()).access_token);
}

async function exchange(subject: string) {
  const assertion = await new SignJWT({ jti: randomUUID() })
    .setProtectedHeader({ alg: "EdDSA", kid: "of-the-gateway" })
    .setIssuer("palier-gateway")
    .setSubject("palier-gateway")
    .setAudience(broker.url)
    .setIssuedAt()
    .setExpirationTime("30s")
    .sign(gatewayKey.privateKey);
  return post({
    grant_type: exchangeGrant,
    subject_token: subject,
    subject_token_type: accessTokenType,
    audience: "urn:palier:landlord:lisiere",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: assertion,
  });
}

it("gives somebody listed, whom the provider upstream knows, a token of the partner and one for a landlord", async () => {
  await upstream.signsIn(commander);
  const token = await accessToken();
  const { body } = await exchange(token);
  const keys = createRemoteJWKSet(new URL(`${broker.url}/jwks`));
  const { payload } = await jwtVerify(String(body.access_token), keys, {
    issuer: broker.url,
    audience: "urn:palier:landlord:lisiere",
    typ: "at+jwt",
  });
  expect(payload).toMatchObject({
    partner: "police-melun",
    act: { sub: "palier-gateway" },
    idp: upstream.url,
  });
  expect(decodeJwt(token)).toMatchObject({ partner: "police-melun", aud: "urn:palier:gateway" });
});

it("names nobody in its tokens and its log, and the same person alike each time", async () => {
  await upstream.signsIn(commander);
  const tokens = [await accessToken(), await accessToken()];
  const [first, second] = tokens.map((token) => decodeJwt(token));
  expect(first?.sub).toMatch(/^[\w-]{43}$/);
  expect(second?.sub).toBe(first?.sub);
  const said = JSON.stringify([first, entries]);
  for (const word of ["commissaire", "9f1d", "11001401600015"]) {
    expect(said.toLowerCase()).not.toContain(word);
  }
});

it.each<[string, number, UpstreamClaims | null]>([
  ["whose organisation is not listed", 403, { ...commander, siret: "55555555555555" }],
  ["without an organisation", 403, { sub: "9f1d", email: "commissaire@police.example" }],
  ["whom the organisation has not named", 403, { ...commander, email: "autre@police.example" }],
  ["whose address the provider has not verified", 403, { ...commander, email_verified: false }],
  ["listed for another organisation alone", 403, { ...commander, siret: "21770152500016" }],
  ["who gave up at the provider", 503, null],
])("lets nobody in %s", async (_whom, status, person) => {
  await upstream.signsIn(person);
  const { at, status: said } = await signIn();
  expect([at.pathname, said]).toEqual(["/signed-in", status]);
});

it("takes a person of several organisations for the one that lists the person", async () => {
  await upstream.signsIn({ ...commander, siret: ["55555555555555", "11001401600015"] });
  expect(decodeJwt(await accessToken()).partner).toBe("police-melun");
});

it("follows the provider's keys, RSA or elliptic", async () => {
  await upstream.signsIn(commander);
  for (const alg of ["ES256", "RS256", "ES256", "RS256"] as const) {
    await upstream.rotate(alg);
    expect(decodeJwt(await accessToken()).partner).toBe("police-melun");
  }
});

it("brings back only the browser that left, once", async () => {
  await upstream.signsIn(commander);
  const browser = new Browser();
  const { at } = await browser.follow(signInUrl(), `${broker.url}/signed-in`);
  const elsewhere = await new Browser().follow(at.href, `${gatewayUrl}/`);
  expect(elsewhere.status).toBe(400);
  expect(
    (await browser.follow(at.href, `${gatewayUrl}/`)).at.searchParams.get("code"),
  ).not.toBeNull();
  expect((await browser.follow(at.href, `${gatewayUrl}/`)).status).toBe(400);
});

it("exchanges nothing any more for somebody who was taken off the list, without a restart", async () => {
  await upstream.signsIn(commander);
  const token = await accessToken();
  expect((await exchange(token)).response.status).toBe(200);
  await writeFile(peopleFile, list([]));
  await told("the list of people has been read again");
  const { response, body } = await exchange(token);
  expect([response.status, body.error]).toEqual([400, "invalid_grant"]);
  expect((await signIn()).status).not.toBe(303);
  await writeFile(peopleFile, list(["commissaire@police.example"]));
  await told("the list of people has been read again");
  expect((await exchange(token)).response.status).toBe(200);
});

it("vouches for nobody whom the convention's host has shut out, and takes back what it said", async () => {
  await upstream.signsIn(commander);
  const token = await accessToken();
  const { sub = "" } = decodeJwt(token);
  shutOut = { sequence: 1, accounts: [sub] };
  await told("The list of people shut out is in force: number 1");
  expect((await exchange(token)).body.error).toBe("invalid_grant");
  expect((await signIn()).at.searchParams.get("code")).toBeNull();
  shutOut = { sequence: 2, accounts: [] };
  await told("The list of people shut out is in force: number 2");
  expect((await exchange(token)).response.status).toBe(200);
});

it("carries a sign-in in the browser alone: strangers with many fill nothing", async () => {
  await upstream.signsIn(commander);
  const browser = new Browser();
  const { at } = await browser.follow(signInUrl(), `${broker.url}/signed-in`);
  // Another sign-in of the same browser takes the place of the first.
  const later = await browser.follow(signInUrl(), `${broker.url}/signed-in`);
  expect((await browser.follow(at.href, `${gatewayUrl}/`)).status).toBe(400);
  const { searchParams } = (await browser.follow(later.at.href, `${gatewayUrl}/`)).at;
  expect(searchParams.get("code")).not.toBeNull();
});

/** More often than the broker keeps things of any kind, each time with another browser. */
async function strangersAsk(url: string, status: number): Promise<void> {
  for (let asked = 0; asked < 5_200; asked += 200) {
    const answers = Array.from({ length: 200 }, async () => {
      const answer = await new Browser().go(url);
      await answer.arrayBuffer();
      return answer.status;
    });
    expect(new Set(await Promise.all(answers))).toEqual(new Set([status]));
  }
}

async function renewsBesides(): Promise<void> {
  const { refresh_token: renewing } = await page().tokens();
  await strangersAsk(`${broker.url}/session/end?client_id=${browserClientId}`, 200);
  const form = { grant_type: "refresh_token", client_id: browserClientId };
  const { body } = await post({ ...form, refresh_token: String(renewing) }, { origin: gatewayUrl });
  expect(body).toMatchObject({ access_token: expect.any(String) });
}

async function goesOnBesides(): Promise<void> {
  const browser = new Browser();
  const { at } = await browser.follow(signInUrl(), `${broker.url}/signed-in`);
  await strangersAsk(signInUrl(), 303);
  const { searchParams } = (await browser.follow(at.href, `${gatewayUrl}/`)).at;
  expect(searchParams.get("code")).not.toBeNull();
}

it.each(
  inTurn(
    [
      ["renews a session that began before strangers came to sign out", renewsBesides],
      ["goes on with a sign-in that began before strangers began thousands", goesOnBesides],
    ] as const,
    2,
  ),
)("%s", async (_guarantee, holds) => {
  await upstream.signsIn(commander);
  await holds();
});

it("ends a sign-in once, also for whom its cookies were copied", async () => {
  await upstream.signsIn(commander);
  const browser = new Browser();
  const { at } = await browser.follow(signInUrl(), `${broker.url}/auth/`);
  const copied = browser.copy();
  const ended = await browser.follow(at.href, `${gatewayUrl}/`);
  expect(ended.at.searchParams.get("code")).not.toBeNull();
  expect((await copied.follow(at.href, `${gatewayUrl}/`)).at.searchParams.get("code")).toBeNull();
});

it("lets a browser carry a sign-in: its cookies are none too long for it", async () => {
  const cookies = (await new Browser().go(signInUrl())).headers.getSetCookie();
  expect(Math.max(...cookies.map(({ length }) => length))).toBeLessThan(3_000);
});

it("keeps the list that it has when the file is wrong, and says where", async () => {
  await upstream.signsIn(commander);
  await writeFile(
    peopleFile,
    'organisations:\n  - partner: nobody\n    siret: "1"\n    people: []\n',
  );
  await told("cannot be followed");
  expect(entries.at(-1)).toContain("people.yaml:3:");
  expect(decodeJwt(await accessToken()).partner).toBe("police-melun");
  await writeFile(peopleFile, list(["commissaire@police.example"]));
  await told("the list of people has been read again");
});

it("lets pages of the gateway's origin redeem codes, and no other's", async () => {
  const form = { grant_type: "authorization_code", client_id: browserClientId };
  const { response } = await post(form, { origin: gatewayUrl });
  expect(response.headers.get("access-control-allow-origin")).toBe(gatewayUrl);
  const foreign = await fetch(`${broker.url}/token`, {
    method: "POST",
    body: new URLSearchParams({ grant_type: "authorization_code", client_id: browserClientId }),
    headers: { origin: "https://elsewhere.example" },
  });
  expect(foreign.headers.get("access-control-allow-origin")).toBeNull();
});

it("names its endpoints by its own address, whatever a caller says", async () => {
  const answer = await fetch(`${broker.url}/.well-known/openid-configuration`, {
    headers: { "x-forwarded-host": "elsewhere.example", "x-forwarded-proto": "https" },
  });
  expect(await answer.json()).toMatchObject({
    issuer: broker.url,
    token_endpoint: `${broker.url}/token`,
    authorization_endpoint: `${broker.url}/auth`,
  });
});

it("says so where the provider does not answer, and goes on when it does", async () => {
  await upstream.signsIn(commander);
  const browser = new Browser();
  const { at } = await browser.follow(signInUrl(), `${broker.url}/signed-in`);
  await upstream.isUp(false);
  expect((await browser.follow(at.href, `${gatewayUrl}/`)).status).toBe(503);
  await upstream.isUp(true);
  expect(decodeJwt(await accessToken()).partner).toBe("police-melun");
});

/** Waits until the log has another entry with these words. */
async function told(words: string): Promise<void> {
  const from = entries.length;
  while (!entries.slice(from).some((entry) => entry.includes(words))) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
