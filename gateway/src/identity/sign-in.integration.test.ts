import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decodeProtectedHeader, importJWK, type JWTPayload, SignJWT } from "jose";
import { type ExternalIssuer, startExternalIssuer } from "../testing/external-issuer.fixture.js";
import { forger, signedByPublicKey, unsigned, withClaims } from "../testing/forged.fixture.js";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

const seconds = () => Math.floor(Date.now() / 1000);

describe("at the door of the demonstration", () => {
  let platform: SmallPlatform;
  let keyFolder: string;
  let good: string;

  beforeAll(async () => {
    keyFolder = await mkdtemp(join(tmpdir(), "palier-keys-"));
    platform = await startPlatform({ keyFolder });
    good = await tokenForAccount(platform.origin, "police-melun");
  });
  afterAll(async () => {
    await platform.stop();
    await rm(keyFolder, { recursive: true });
  });

  const claims = (changes: JWTPayload = {}): JWTPayload => ({
    iss: `${platform.origin}/oidc`,
    aud: "urn:palier:gateway",
    sub: "police-melun",
    partner: "police-melun",
    iat: seconds(),
    exp: seconds() + 300,
    ...changes,
  });

  /** The issuer's own key, as somebody who stole it would use it: only the claims are wrong. */
  async function issued(changes: JWTPayload, header: Readonly<Record<string, string>> = {}) {
    const file = join(keyFolder, "demonstration-issuer-key-1.json");
    const jwk: Record<string, string> = JSON.parse(await readFile(file, "utf8"));
    const { kid } = decodeProtectedHeader(good);
    return new SignJWT(claims(changes))
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: kid ?? "", ...header })
      .sign(await importJWK({ ...jwk, kty: "OKP", crv: "Ed25519" }, "EdDSA"));
  }

  async function expectRefused(token: string) {
    const answer = await ask(platform, "{ __typename }", bearer(token));
    expect(answer).toEqual({
      status: 401,
      body: {
        errors: [
          {
            message: "You are not signed in, or your session has ended. Sign in again.",
            extensions: {
              code: "UNAUTHENTICATED",
              fr: "Vous n’êtes pas connecté, ou votre session a pris fin. Connectez-vous de nouveau.",
            },
          },
        ],
      },
    });
  }

  it("lets a good token in, also one made as these tests make theirs", async () => {
    for (const token of [good, await issued({})]) {
      expect(await ask(platform, "{ __typename }", bearer(token))).toMatchObject({ status: 200 });
    }
  });

  it.each<[string, () => Promise<string> | string]>([
    ["without signature", () => unsigned(claims())],
    [
      "signed by HS256 with the public key",
      async () => {
        const keys = await (await fetch(`${platform.origin}/oidc/jwks`)).json();
        const { kid, x } = (keys as { keys: [{ kid: string; x: string }] }).keys[0];
        return signedByPublicKey(claims(), kid, x);
      },
    ],
    ["of another issuer", () => issued({ iss: "https://elsewhere.example" })],
    ["for another audience", () => issued({ aud: "urn:palier:elsewhere" })],
    ["for several audiences", () => issued({ aud: ["urn:palier:gateway", "account"] })],
    ["for a landlord", () => issued({ aud: "urn:palier:landlord:lisiere" })],
    ["that says who acts", () => issued({ act: { sub: "palier-gateway" } })],
    ["that has expired", () => issued({ iat: seconds() - 400, exp: seconds() - 100 })],
    ["that is too old, whatever it says", () => issued({ iat: seconds() - 50_000 })],
    ["that does not hold yet", () => issued({ nbf: seconds() + 100 })],
    ["issued in the future", () => issued({ iat: seconds() + 100 })],
    ["without an end", () => issued({ exp: undefined })],
    ["without a subject", () => issued({ sub: undefined })],
    ["of another type", () => issued({}, { typ: "JWT" })],
    ["of a visa's type", () => issued({}, { typ: "palier-visa+jwt" })],
    ["under an unknown key", async () => (await forger()).sign(claims())],
    ["under a key named as a path", () => issued({}, { kid: "../../etc/passwd" })],
    ["of a partner the convention does not know", () => issued({ partner: "police-ailleurs" })],
    ["of no partner", () => issued({ partner: undefined })],
    ["of a partner that is no text", () => issued({ partner: ["police-melun"] })],
    [
      "with another partner under a good signature",
      () => withClaims(good, { partner: "coordination" }),
    ],
    ["that is oversized", () => issued({ padding: "x".repeat(9_000) })],
    ["that is none", () => "nonsense"],
  ])("refuses a token %s, always in the same words", async (_what, make) => {
    await expectRefused(await make());
  });

  it("refuses who brings no token, another scheme, or the token elsewhere", async () => {
    const requests = [
      fetch(platform.url, { method: "POST" }),
      fetch(platform.url, { method: "POST", headers: { authorization: `Basic ${good}` } }),
      fetch(`${platform.url}?access_token=${good}`, { method: "POST" }),
      fetch(platform.url, { method: "POST", headers: { cookie: `authorization=Bearer ${good}` } }),
    ];
    for (const { status, headers } of await Promise.all(requests)) {
      expect([status, headers.get("www-authenticate")]).toEqual([401, "Bearer"]);
    }
  });

  it("does not let a landlord use at the gateway what it received, nor its visa", async () => {
    platform.received.splice(0);
    const id = encodeURIComponent("x");
    await ask(
      platform,
      `{ landlords { slug } territories { code } site(id: "${id}") { id } }`,
      bearer(good),
    );
    const headers = platform.received.flatMap(({ headers }) => [headers["palier-visa"]]);
    expect(headers.length).toBeGreaterThan(0);
    for (const visa of headers) await expectRefused(String(visa));
  });

  it("refuses a purpose the convention does not know, and names those it does", async () => {
    const headers = { ...bearer(good), "palier-purpose": "CURIOSITY" };
    expect(await ask(platform, "{ __typename }", headers)).toMatchObject({
      status: 403,
      body: {
        errors: [
          {
            message: expect.stringContaining("PATROL_PLANNING, INVESTIGATION"),
            extensions: { code: "PURPOSE_REQUIRED" },
          },
        ],
      },
    });
  });
});

it("refuses to start without its convention, or with an account of nobody", async () => {
  await expect(startPlatform({ conventionFile: "/nowhere.yaml" })).rejects.toThrow(
    "PALIER_CONVENTION cannot be read",
  );
  const issuer = { kind: "DEMONSTRATION", accounts: { anne: "police-ailleurs" } } as const;
  await expect(startPlatform({ issuer })).rejects.toThrow(
    'the convention has no partner "police-ailleurs" for "anne"',
  );
});

describe("with an issuer of the partners' own", () => {
  let issuer: ExternalIssuer;
  let platform: SmallPlatform;

  beforeEach(async () => {
    issuer = await startExternalIssuer();
    platform = await startPlatform({
      issuer: {
        kind: "EXTERNAL",
        url: issuer.url,
        jwksUrl: null,
        clientIds: { graphiql: null, dashboard: null },
        publicOrigin: null,
      },
      partnerClaim: "organisation",
    });
  });
  afterEach(async () => {
    await platform.stop();
    await issuer.stop();
  });

  const claims = () => ({
    iss: issuer.url,
    aud: "urn:palier:gateway",
    sub: "f3b1",
    organisation: "mairie-dammarie",
    iat: seconds(),
    exp: seconds() + 300,
  });

  it("discovers it when it is first needed, and reads the partner from the claim set", async () => {
    expect(issuer.asked).toEqual([]);
    const token = await issuer.sign(claims());
    for (let count = 0; count < 3; count += 1) {
      expect(await ask(platform, "{ __typename }", bearer(token))).toMatchObject({ status: 200 });
    }
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/jwks"]);
  });

  it("does not ask it again for each token under a key it does not have", async () => {
    for (let count = 0; count < 5; count += 1) {
      const token = await issuer.sign(
        { ...claims(), jti: `${count}` },
        { kid: `unknown-${count}` },
      );
      expect(await ask(platform, "{ __typename }", bearer(token))).toMatchObject({ status: 401 });
    }
    expect(issuer.asked).toEqual(["/.well-known/openid-configuration", "/jwks"]);
  });

  it("says that it cannot answer while the issuer is down, and asks it once for all", async () => {
    issuer.isUp = false;
    const token = await issuer.sign(claims());
    for (let count = 0; count < 3; count += 1) {
      expect(await ask(platform, "{ __typename }", bearer(token))).toMatchObject({
        status: 503,
        body: { errors: [{ extensions: { code: "UNAVAILABLE" } }] },
      });
    }
    expect(issuer.asked).toHaveLength(1);
  });

  it.each([300, -300])(
    "says that its clock is wrong where the issuer's is %s s ahead, and not that people must sign in again (issue 9)",
    async (aheadSeconds) => {
      issuer.aheadMs = aheadSeconds * 1_000;
      const there = seconds() + aheadSeconds;
      const fresh = await issuer.sign({ ...claims(), iat: there, exp: there + 120 });
      expect(await ask(platform, "{ __typename }", bearer(fresh))).toEqual({
        status: 503,
        body: {
          errors: [
            {
              message: expect.stringContaining("The gateway's clock is wrong"),
              extensions: { code: "UNAVAILABLE", fr: expect.stringContaining("horloge") },
            },
          ],
        },
      });
      const old = await issuer.sign({ ...claims(), iat: there - 900, exp: there - 600 });
      expect(await ask(platform, "{ __typename }", bearer(old))).toMatchObject({ status: 401 });
      const ready = await fetch(new URL("/health/ready", platform.origin));
      const side = aheadSeconds > 0 ? "behind" : "ahead of";
      const words = new RegExp(`^this machine's clock is (299|300|301) s ${side} the issuer's$`);
      expect([ready.status, await ready.json()]).toEqual([
        503,
        expect.objectContaining({ status: "not ready", clock: expect.stringMatching(words) }),
      ]);
      expect(platform.log.filter((entry) => entry.includes("clock"))).toHaveLength(1);
    },
  );

  it("asks no landlord on behalf of a caller for whom the issuer exchanges nothing", async () => {
    const token = await issuer.sign(claims());
    await ask(platform, "{ __typename }", bearer(token));
    issuer.isUp = false;
    const site = { __typename: "LisiereSite", lookup: "lisiere-1", id: "lisiere-1" };
    platform.answers.set("convention", { data: { site } });
    const { body } = await ask(platform, '{ site(id: "lisiere-1") { id name } }', bearer(token));
    expect(body).toMatchObject({
      errors: [{ extensions: { code: "LANDLORD_UNAVAILABLE", landlord: "lisiere" } }],
      extensions: { landlords: [{ landlord: "lisiere", status: "FAILED" }] },
    });
    expect(platform.received.map(({ subgraph }) => subgraph)).toEqual(["convention"]);
    expect(JSON.stringify(body)).not.toMatch(/127\.0\.0\.1|issuer|exchange/);
  });

  it("serves no accounts of its own", async () => {
    expect((await fetch(`${platform.origin}/oidc/auth`)).status).toBe(404);
    await expect(tokenForAccount(platform.origin, "police-melun")).rejects.toThrow(
      "The gateway runs without the demonstration's accounts",
    );
  });
});
