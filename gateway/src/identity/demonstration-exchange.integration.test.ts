import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { accessTokenType, exchangeGrant } from "@palier/issuer";
import { gatewayKeys, KeyFolder } from "@palier/service";
import { decodeJwt, importJWK, SignJWT } from "jose";
import { forger } from "../testing/forged.fixture.js";
import { type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { redeem } from "../testing/walk.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

let platform: SmallPlatform;
let keyFolder: string;
let subject: string;

beforeAll(async () => {
  keyFolder = await mkdtemp(join(tmpdir(), "palier-keys-"));
  platform = await startPlatform({ keyFolder });
  subject = await tokenForAccount(platform.origin, "police-melun");
});
afterAll(async () => {
  await platform.stop();
  await rm(keyFolder, { recursive: true });
});

/** The gateway's proof of itself, as whoever holds its key can make it. */
async function assertion(changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  const signing = (await new KeyFolder(keyFolder, gatewayKeys).read()).at(-1);
  if (signing === undefined || signing.d === null) throw new Error("no key signs");
  const { kid, x, d } = signing;
  return new SignJWT(assertionClaims(changes))
    .setProtectedHeader({ alg: "EdDSA", kid })
    .sign(await importJWK({ kty: "OKP", crv: "Ed25519", x, d }, "EdDSA"));
}

function assertionClaims(changes: Readonly<Record<string, unknown>>) {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: "palier-gateway",
    sub: "palier-gateway",
    aud: `${platform.origin}/oidc`,
    jti: randomUUID(),
    iat: now,
    exp: now + 30,
    ...changes,
  };
}

async function exchange(changes: Readonly<Record<string, string>> = {}) {
  return redeem(platform.origin, {
    grant_type: exchangeGrant,
    subject_token: subject,
    subject_token_type: accessTokenType,
    audience: "urn:palier:landlord:lisiere",
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
    client_assertion: await assertion(),
    ...changes,
  });
}

it("gives the gateway a short token for one landlord, in which it is named as acting", async () => {
  const { status, body } = await exchange();
  expect([status, body]).toEqual([
    200,
    {
      access_token: expect.any(String),
      issued_token_type: accessTokenType,
      token_type: "Bearer",
      expires_in: 300,
    },
  ]);
  expect(decodeJwt(String(body.access_token))).toMatchObject({
    aud: "urn:palier:landlord:lisiere",
    sub: "police-melun",
    partner: "police-melun",
    act: { sub: "palier-gateway" },
  });
});

it("takes the landlord as resource too", async () => {
  const { status, body } = await exchange({
    audience: "urn:palier:landlord:heronniere",
    resource: "urn:palier:landlord:heronniere",
  });
  expect([status, decodeJwt(String(body.access_token)).aud]).toEqual([
    200,
    "urn:palier:landlord:heronniere",
  ]);
});

it.each<[string, string, () => Promise<Record<string, string>> | Record<string, string>]>([
  [
    "a landlord's token",
    "invalid_grant",
    async () => {
      return { subject_token: String((await exchange()).body.access_token) };
    },
  ],
  [
    "a forged token",
    "invalid_grant",
    async () => {
      const claims = { ...decodeJwt(subject) };
      return { subject_token: await (await forger()).sign(claims) };
    },
  ],
  ["nonsense", "invalid_grant", () => ({ subject_token: "nonsense" })],
  [
    "a token of another type",
    "invalid_request",
    () => {
      return { subject_token_type: "urn:ietf:params:oauth:token-type:id_token" };
    },
  ],
  ["a token for the gateway itself", "invalid_target", () => ({ audience: "urn:palier:gateway" })],
  [
    "a token for an unknown landlord",
    "invalid_target",
    () => {
      return { audience: "urn:palier:landlord:elsewhere" };
    },
  ],
  [
    "a token for two landlords",
    "invalid_target",
    () => {
      return { resource: "urn:palier:landlord:heronniere" };
    },
  ],
])("refuses to exchange %s", async (_what, error, changes) => {
  expect(await exchange(await changes())).toMatchObject({ status: 400, body: { error } });
});

it("refuses every other client, and whoever only says to be the gateway", async () => {
  const withoutAssertion = {
    grant_type: exchangeGrant,
    subject_token: subject,
    subject_token_type: accessTokenType,
    audience: "urn:palier:landlord:lisiere",
  };
  const forged = await (await forger()).sign(assertionClaims({}), { typ: "JWT" });
  const answers = [
    await redeem(platform.origin, { ...withoutAssertion, client_id: "palier-browser" }),
    await redeem(platform.origin, { ...withoutAssertion, client_id: "palier-gateway" }),
    await exchange({ client_assertion: forged }),
    await exchange({ client_assertion: await assertion({ aud: "https://elsewhere.example" }) }),
    await exchange({ client_assertion: await assertion({ sub: "palier-browser" }) }),
  ];
  for (const { status, body } of answers) {
    expect([400, 401]).toContain(status);
    expect(["unauthorized_client", "invalid_client", "invalid_request"]).toContain(body.error);
  }
});

it("takes a proof of the gateway once", async () => {
  const proof = { client_assertion: await assertion() };
  expect((await exchange(proof)).status).toBe(200);
  expect(await exchange(proof)).toMatchObject({ status: 401, body: { error: "invalid_client" } });
});

it("takes proofs by the new key at once after a rotation", async () => {
  const folder = new KeyFolder(keyFolder, gatewayKeys);
  await folder.rotate(new Date(), { overlapSeconds: 0, isStolen: false });
  // The gateway looks at its key file once a second.
  const isPublished = async () => {
    const keys = await (await fetch(`${platform.origin}/.well-known/palier-keys.json`)).json();
    return (keys as { keys: unknown[] }).keys.length > 1;
  };
  while (!(await isPublished())) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await exchange()).status).toBe(200);
});
