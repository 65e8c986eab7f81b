import { accessTokenType, exchangeGrant } from "@palier/issuer";
import { landlordAudience } from "@palier/schema";
import { gatewayKeys, KeyRing } from "@palier/service";
import { decodeJwt } from "jose";
import { type ExternalIssuer, startExternalIssuer } from "../testing/external-issuer.fixture.js";
import { TokenExchange } from "./exchange.js";
import { IssuerUnavailableError } from "./issuer.js";
import type { Session } from "./session.js";

let issuer: ExternalIssuer;
let now: Date;

beforeEach(async () => {
  issuer = await startExternalIssuer();
  now = new Date("2026-11-10T09:00:00Z");
});
afterEach(() => issuer.stop());

const session: Session = {
  subject: "agent-17",
  partner: { code: "police-melun", kind: "POLICE", scope: ["77288"] },
  purpose: null,
  statement: null,
  accessToken: "the-callers-token",
  expiresAtMs: Date.parse("2026-11-10T10:00:00Z"),
};

async function exchange(timeoutMs = 60_000): Promise<TokenExchange> {
  return new TokenExchange({
    issuer: {
      name: issuer.url,
      fetch,
      keys: async () => {
        throw new Error("no key is needed");
      },
      endpoints: async () => ({ authorization: "", token: `${issuer.url}/token` }),
    },
    clientId: "palier-gateway",
    keys: await KeyRing.open({
      kind: gatewayKeys,
      folder: null,
      now: () => now,
      log: () => undefined,
    }),
    conventionHash: "sha256-of-the-convention",
    timeoutMs,
    now: () => now,
  });
}

it("asks as RFC 8693 has it, proving itself by its key", async () => {
  await (await exchange()).for(session, "lisiere");
  const [form] = issuer.forms;
  expect(Object.fromEntries(form ?? [])).toMatchObject({
    grant_type: exchangeGrant,
    subject_token: "the-callers-token",
    subject_token_type: accessTokenType,
    audience: landlordAudience("lisiere"),
    client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
  });
  expect(decodeJwt(form?.get("client_assertion") ?? "")).toMatchObject({
    iss: "palier-gateway",
    sub: "palier-gateway",
    aud: issuer.url,
    jti: expect.any(String),
  });
});

it("exchanges once for all who ask at the same time, and once a landlord", async () => {
  const tokens = await exchange();
  const both = ["lisiere", "lisiere", "heronniere", "lisiere"].map((slug) =>
    tokens.for(session, slug),
  );
  const [first, second, other, third] = await Promise.all(both);
  expect([second, third]).toEqual([first, first]);
  expect(other).not.toBe(first);
  expect(issuer.forms).toHaveLength(2);
});

it("keeps a token while it lives, not longer than the caller's own, and then asks anew", async () => {
  const tokens = await exchange();
  await tokens.for(session, "lisiere");
  now = new Date(now.getTime() + 280_000);
  await tokens.for(session, "lisiere");
  expect(issuer.forms).toHaveLength(1);
  now = new Date(now.getTime() + 10_000);
  await tokens.for(session, "lisiere");
  expect(issuer.forms).toHaveLength(2);
  const ending = { ...session, accessToken: "ending", expiresAtMs: now.getTime() + 60_000 };
  await tokens.for(ending, "lisiere");
  now = new Date(now.getTime() + 50_000);
  await tokens.for(ending, "lisiere");
  expect(issuer.forms).toHaveLength(4);
});

it("says that the issuer failed, and tries again the next time", async () => {
  const tokens = await exchange();
  issuer.isUp = false;
  await expect(tokens.for(session, "lisiere")).rejects.toThrow(IssuerUnavailableError);
  issuer.isUp = true;
  await expect(tokens.for(session, "lisiere")).resolves.toMatch("exchanged-");
});

it("waits for an issuer that hangs as long as it may, and no longer", async () => {
  issuer.hangs = true;
  const tokens = await exchange(1_000);
  await expect(tokens.for(session, "lisiere")).rejects.toThrow(
    "the issuer does not answer an exchange",
  );
  expect(issuer.asked).toEqual(["/token"]);
});
