import { browserClientId, scriptClientId, scriptRedirectUri } from "@palier/issuer";
import { generateSigningKey } from "@palier/schema";
import { calculateJwkThumbprint, decodeJwt } from "jose";
import { ask, bearer, type SmallPlatform, startPlatform } from "../testing/identity.fixture.js";
import { Browser, redeem, verifier, walkSignIn } from "../testing/walk.fixture.js";
import { keyProof } from "./session-key.js";

let platform: SmallPlatform;
beforeAll(async () => {
  platform = await startPlatform();
});
afterAll(() => platform.stop());

const none: Readonly<Record<string, unknown>> = {};

type Of = Pick<SmallPlatform, "origin">;

async function signIn(
  browser: Browser,
  { origin }: Of = platform,
  changes: Readonly<Record<string, string>> = {},
  page = "/",
) {
  const redirectUri = `${origin}${page}`;
  const way = { clientId: browserClientId, redirectUri, account: "police-melun" };
  const walk = await walkSignIn(origin, { ...way, browser, changes });
  const { status, answer, sawAccounts } = walk;
  const code = answer.get("code");
  if (code === null) return { error: answer.get("error") ?? status, sawAccounts, tokens: none };
  const form = {
    grant_type: "authorization_code",
    client_id: browserClientId,
    redirect_uri: redirectUri,
    resource: "urn:palier:gateway",
    code,
    code_verifier: verifier,
  };
  return { error: null, sawAccounts, tokens: (await redeem(origin, form)).body };
}

async function renew(refreshToken: unknown, { origin }: Of = platform) {
  const { status, body } = await redeem(origin, {
    grant_type: "refresh_token",
    client_id: browserClientId,
    resource: "urn:palier:gateway",
    refresh_token: String(refreshToken),
  });
  return { status, body, error: body.error ?? null };
}

it("renews a session's token for a working day at most, and tells its page when that ends", async () => {
  const { tokens } = await signIn(new Browser());
  const { auth_time = 0, session_expiry } = decodeJwt<{
    auth_time?: number;
    session_expiry?: number;
  }>(String(tokens.id_token));
  expect(tokens.expires_in).toBe(300);
  expect(session_expiry).toBe(Number(auth_time) + 36_000);
  const { status, body } = await renew(tokens.refresh_token);
  expect([status, body.expires_in]).toEqual([200, 300]);
  expect(decodeJwt(String(body.id_token)).session_expiry).toBe(session_expiry);
  const answer = await ask(platform, "{ __typename }", bearer(String(body.access_token)));
  expect(answer.status).toBe(200);
});

it("ends all that came of a sign-in when one of its tokens for renewal comes twice", async () => {
  const browser = new Browser();
  const { tokens } = await signIn(browser);
  const other = (await signIn(browser, platform, { prompt: "none" })).tokens;
  const second = await renew(tokens.refresh_token);
  expect((await renew(tokens.refresh_token)).error).toBe("invalid_grant");
  expect((await renew(second.body.refresh_token)).error).toBe("invalid_grant");
  // Another tab's is another sign-in.
  expect((await renew(other.refresh_token)).status).toBe(200);
});

it("lets another tab of the same browser in without a click, and no other browser", async () => {
  const browser = new Browser();
  expect((await signIn(browser, platform, { prompt: "none" })).error).toBe("login_required");
  expect((await signIn(browser)).sawAccounts).toBe(true);
  const tab = await signIn(browser, platform, { prompt: "none" });
  expect([tab.error, tab.sawAccounts]).toEqual([null, false]);
  expect((await signIn(new Browser(), platform, { prompt: "none" })).error).toBe("login_required");
});

it("ends the session in every tab at sign-out", async () => {
  const browser = new Browser();
  const { tokens } = await signIn(browser);
  const other = (await signIn(browser, platform, { prompt: "none" })).tokens;
  const query = new URLSearchParams({
    id_token_hint: String(tokens.id_token),
    post_logout_redirect_uri: `${platform.origin}/`,
  });
  const page = await browser.go(`${platform.origin}/oidc/session/end?${query}`);
  expect(page.html).toContain("Déconnexion de Palier");
  const [, action = ""] = /action="([^"]+)"/.exec(page.html) ?? [];
  const [, xsrf = ""] = /name="xsrf" value="([^"]+)"/.exec(page.html) ?? [];
  const form = new URLSearchParams({ xsrf, logout: "yes" });
  const ended = await browser.go(action, form);
  expect(ended.location).toBe(`${platform.origin}/`);
  expect((await signIn(browser, platform, { prompt: "none" })).error).toBe("login_required");
  for (const { refresh_token } of [tokens, other]) {
    expect((await renew(refresh_token)).error).toBe("invalid_grant");
  }
});

it("gives tools and scripts, which do not renew, a token for an hour", async () => {
  const { tokens } = await signIn(new Browser(), platform, {}, "/graphiql");
  expect([tokens.expires_in, tokens.refresh_token]).toEqual([3_600, undefined]);
  const { origin } = platform;
  const way = { clientId: scriptClientId, redirectUri: scriptRedirectUri, account: "police-melun" };
  const { answer } = await walkSignIn(origin, way);
  const { body } = await redeem(origin, {
    grant_type: "authorization_code",
    client_id: scriptClientId,
    redirect_uri: scriptRedirectUri,
    resource: "urn:palier:gateway",
    code: answer.get("code") ?? "",
    code_verifier: verifier,
  });
  expect([body.expires_in, body.refresh_token]).toEqual([3_600, undefined]);
});

it("renews a session with a key for who holds it alone, and keeps the key in its tokens", async () => {
  const { origin } = platform;
  const [key, other] = [await generateSigningKey(), await generateSigningKey()];
  const url = `${origin}/oidc/token`;
  const ask = async (form: Record<string, string>, by: typeof key | null) => {
    const response = await fetch(url, {
      method: "POST",
      ...(by !== null && { headers: { dpop: await keyProof(by, url) } }),
      body: new URLSearchParams(form),
    });
    return (await response.json()) as Record<string, unknown>;
  };
  const way = { clientId: browserClientId, redirectUri: `${origin}/`, account: "police-melun" };
  const { answer } = await walkSignIn(origin, way);
  const common = { client_id: browserClientId, resource: "urn:palier:gateway" };
  const tokens = await ask(
    {
      ...common,
      grant_type: "authorization_code",
      redirect_uri: `${origin}/`,
      code: answer.get("code") ?? "",
      code_verifier: verifier,
    },
    key,
  );
  const form = {
    ...common,
    grant_type: "refresh_token",
    refresh_token: String(tokens.refresh_token),
  };
  expect((await ask(form, null)).error).toBe("invalid_grant");
  expect((await ask(form, other)).error).toBe("invalid_grant");
  const { access_token } = await ask(form, key);
  const { kty, crv, x } = key;
  const jkt = await calculateJwkThumbprint({ kty, crv, x });
  expect(decodeJwt(String(access_token)).cnf).toEqual({ jkt });
});

it("ends a session with its day, however often it was renewed", async () => {
  const lives = { sessionSeconds: 3, accessSeconds: 300 };
  const issuer = { kind: "DEMONSTRATION", accounts: null, lives } as const;
  const short = await startPlatform({ issuer });
  try {
    const browser = new Browser();
    let { tokens } = await signIn(browser, short);
    const endsAt = decodeJwt<{ session_expiry: number }>(String(tokens.id_token)).session_expiry;
    let renewed = await renew(tokens.refresh_token, short);
    while (renewed.status === 200) {
      tokens = renewed.body;
      const { exp = 0 } = decodeJwt(String(tokens.access_token));
      expect(exp).toBeLessThanOrEqual(endsAt);
      await new Promise((resolve) => setTimeout(resolve, 200));
      renewed = await renew(tokens.refresh_token, short);
    }
    expect(renewed.error).toBe("invalid_grant");
    expect((await signIn(browser, short, { prompt: "none" })).error).toBe("login_required");
  } finally {
    await short.stop();
  }
});
