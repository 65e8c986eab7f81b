import { createHash } from "node:crypto";

/** PKCE's secret, fixed: these are tests. */
export const verifier = "a-verifier-of-at-least-forty-three-characters";

const none = new URLSearchParams();

export interface Walk {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly account: string;
  /** Parameters that a test adds or changes; null leaves one out. */
  readonly changes?: Readonly<Record<string, string | null>>;
}

/** Walks a browser's way through a sign-in; gives where it ends: the redirect, or a page's status. */
export async function walkSignIn(
  origin: string,
  { clientId, redirectUri, account, changes = {} }: Walk,
): Promise<{ readonly status: number; readonly answer: URLSearchParams }> {
  const parameters = {
    client_id: clientId,
    response_type: "code",
    redirect_uri: redirectUri,
    scope: "openid",
    resource: "urn:palier:gateway",
    state: "state",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) query.set(name, value);
  }
  const browser = new Browser();
  let response = await browser.go(new URL(`/oidc/auth?${query}`, origin).href);
  if (response.location?.includes("/interaction/")) {
    const page = await browser.go(response.location);
    if (page.status !== 200) return { status: page.status, answer: none };
    response = await browser.go(response.location, new URLSearchParams({ account }));
    response = await browser.go(response.location ?? "");
  }
  if (!response.location?.startsWith(redirectUri)) return { status: response.status, answer: none };
  const { search, hash } = new URL(response.location);
  return { status: response.status, answer: new URLSearchParams(search || hash.slice(1)) };
}

export async function redeem(
  origin: string,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const response = await fetch(new URL("/oidc/token", origin), {
    method: "POST",
    body: new URLSearchParams(form),
  });
  // The tests look at what is in it.
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

/** Keeps cookies, follows nothing by itself. */
class Browser {
  readonly #cookies = new Map<string, string>();

  async go(url: string, form: URLSearchParams | null = null) {
    const response = await fetch(url, {
      method: form === null ? "GET" : "POST",
      body: form,
      redirect: "manual",
      headers: { cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; ") },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const location = response.headers.get("location");
    await response.text();
    return { status: response.status, location: location && new URL(location, url).href };
  }
}
