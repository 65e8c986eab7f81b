import { request as httpRequest } from "node:http";
import { createRemoteJWKSet, decodeJwt, jwtVerify } from "jose";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { Browser, redeem, verifier, type Walk, walkSignIn } from "../testing/walk.fixture.js";
import { tokenForAccount } from "./token-for-account.js";

let platform: SmallPlatform;
let walk: Walk;

beforeAll(async () => {
  platform = await startPlatform();
  walk = {
    clientId: "palier-browser",
    redirectUri: `${platform.origin}/graphiql`,
    account: "police-melun",
  };
});
afterAll(() => platform.stop());

const accounts = [
  "police-melun",
  "parquet-melun",
  "mairie-dammarie",
  "bailleur-lisiere",
  "coordination",
];

function form(code: string, changes: Readonly<Record<string, string>> = {}) {
  return {
    grant_type: "authorization_code",
    client_id: walk.clientId,
    redirect_uri: walk.redirectUri,
    resource: "urn:palier:gateway",
    code,
    code_verifier: verifier,
    ...changes,
  };
}

it.each(accounts)("signs %s in with a signed token for the gateway alone", async (account) => {
  const token = await tokenForAccount(platform.origin, account);
  const keys = createRemoteJWKSet(new URL("/oidc/jwks", platform.origin));
  const { payload, protectedHeader } = await jwtVerify(token, keys);
  expect(protectedHeader).toMatchObject({ alg: "EdDSA", typ: "at+jwt" });
  expect(payload).toMatchObject({
    iss: `${platform.origin}/oidc`,
    aud: "urn:palier:gateway",
    sub: account,
    partner: account,
  });
  expect(payload).not.toHaveProperty("act");
  expect(await ask(platform, "{ __typename }", bearer(token))).toMatchObject({ status: 200 });
});

it("signs a browser in by code and PKCE, for the two pages of this origin", async () => {
  for (const redirectUri of [`${platform.origin}/graphiql`, `${platform.origin}/`]) {
    const { answer } = await walkSignIn(platform.origin, { ...walk, redirectUri });
    expect(answer.get("state")).toBe("state");
    const token = form(answer.get("code") ?? "", { redirect_uri: redirectUri });
    expect(await redeem(platform.origin, token)).toMatchObject({
      status: 200,
      body: { token_type: "Bearer", access_token: expect.any(String) },
    });
  }
});

/** Signs in under the hint, choosing the first account where the page asks for one. */
async function signInAs(hint: string, browser?: Browser, prompt: string | null = "login") {
  const changes = { prompt, login_hint: hint };
  const end = await walkSignIn(platform.origin, { ...walk, changes, ...(browser && { browser }) });
  const { body } = await redeem(platform.origin, form(end.answer.get("code") ?? ""));
  return { sawAccounts: end.sawAccounts, account: decodeJwt(String(body.access_token)).sub };
}

it("signs a hinted account in at once, and another one after it in the same browser", async () => {
  const browser = new Browser();
  for (const account of ["coordination", "mairie-dammarie", "mairie-dammarie", "coordination"])
    expect(await signInAs(account, browser)).toEqual({ account, sawAccounts: false });
});

it("lets no other site's page choose the account", async () => {
  const seen = async (browser: Browser) => (await signInAs("coordination", browser)).sawAccounts;
  expect(await seen(new Browser("cross-site"))).toBe(true);
  expect(await seen(new Browser("same-origin"))).toBe(false);
});

it("shows the accounts for a hint that names none, and without a request to sign in anew", async () => {
  const chosen = { account: "police-melun", sawAccounts: true };
  for (const hint of ["nobody", "constructor", ""]) expect(await signInAs(hint)).toEqual(chosen);
  expect(await signInAs("coordination", undefined, null)).toEqual(chosen);
});

it("gives a code's token once, and only for its verifier", async () => {
  const { answer } = await walkSignIn(platform.origin, walk);
  const code = answer.get("code") ?? "";
  const refused = { status: 400, body: { error: "invalid_grant" } };
  const other = { code_verifier: `${verifier}-of-somebody-else` };
  expect(await redeem(platform.origin, form(code, other))).toMatchObject(refused);
  const { answer: second } = await walkSignIn(platform.origin, walk);
  const again = form(second.get("code") ?? "");
  expect(await redeem(platform.origin, again)).toMatchObject({ status: 200 });
  expect(await redeem(platform.origin, again)).toMatchObject(refused);
});

it.each([
  ["without PKCE", { code_challenge: null, code_challenge_method: null }, "invalid_request"],
  ["with a plain challenge", { code_challenge_method: "plain" }, "invalid_request"],
  ["for a landlord", { resource: "urn:palier:landlord:lisiere" }, "invalid_target"],
  ["for a token in the address", { response_type: "token" }, "unsupported_response_type"],
])("refuses a sign-in %s", async (_what, changes, error) => {
  const { answer } = await walkSignIn(platform.origin, { ...walk, changes });
  expect(answer.get("error")).toBe(error);
});

it("sends nobody's code to an address that is not this origin's", async () => {
  for (const redirectUri of ["http://attacker.example/", `${platform.origin}/elsewhere`]) {
    const { status } = await walkSignIn(platform.origin, { ...walk, redirectUri });
    expect(status).toBe(400);
  }
});

it("says on its page, in French first, that this is a demonstration, and who there is", async () => {
  const start = await fetch(
    `${platform.origin}/oidc/auth?${new URLSearchParams({
      client_id: "palier-script",
      response_type: "code",
      redirect_uri: "http://127.0.0.1/signed-in",
      scope: "openid",
      code_challenge: "x".repeat(43),
      code_challenge_method: "S256",
    })}`,
    { redirect: "manual" },
  );
  const cookie = start.headers.getSetCookie().map((each) => each.split(";")[0]);
  const page = await fetch(new URL(start.headers.get("location") ?? "", platform.origin), {
    headers: { cookie: cookie.join("; ") },
  });
  const html = await page.text();
  expect(html).toContain('<html lang="fr">');
  expect(html).toContain("<strong>Démonstration.</strong> Comptes sans mot de passe");
  for (const account of accounts) expect(html).toContain(`value="${account}"`);
  expect(page.headers.get("content-security-policy")).toMatch(
    /default-src 'none'.*frame-ancestors/,
  );
  expect(html).not.toMatch(/<script/);
});

it("names the accounts there are for one that is not", async () => {
  await expect(tokenForAccount(platform.origin, "<nobody>")).rejects.toThrow(
    'There is no account "<nobody>" in this demonstration. Accounts: police-melun, parquet-melun',
  );
});

it("answers under no other name than its own", async () => {
  const { port } = new URL(platform.origin);
  const status = await new Promise((resolve, reject) => {
    const headers = { host: `rebound.example:${port}` };
    httpRequest(`${platform.origin}/oidc/jwks`, { headers }, (response) => {
      resolve(response.resume().statusCode);
    })
      .on("error", reject)
      .end();
  });
  expect(status).toBe(421);
});

it("tells GraphiQL how to sign in, and scripts that nothing answers", async () => {
  const terms = await (await fetch(`${platform.origin}/graphiql/sign-in.json`)).json();
  expect(terms).toMatchObject({
    isRequired: true,
    authorizationUrl: `${platform.origin}/oidc/auth`,
    redirectUri: walk.redirectUri,
    clientId: walk.clientId,
  });
  await expect(tokenForAccount("http://127.0.0.1:1", "police-melun")).rejects.toThrow(
    "Nothing answers at http://127.0.0.1:1. Start Palier with npm start",
  );
});
