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
  /** With the cookies of walks before; a new one without. */
  readonly browser?: Browser;
}

/** Where a sign-in ends: the redirect, or a page's status. */
export interface WalkEnd {
  readonly status: number;
  readonly answer: URLSearchParams;
  /** Whether the page of accounts was shown on the way. */
  readonly sawAccounts: boolean;
}

/** Walks a browser's way through a sign-in, choosing the account where it is asked for one. */
export async function walkSignIn(
  origin: string,
  { clientId, redirectUri, account, changes = {}, browser = new Browser() }: Walk,
): Promise<WalkEnd> {
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
  let sawAccounts = false;
  let page = await browser.go(new URL(`/oidc/auth?${query}`, origin).href);
  for (;;) {
    const { status, location, html } = page;
    if (location?.split(/[?#]/)[0] === redirectUri) {
      const { search, hash } = new URL(location);
      return { status, answer: new URLSearchParams(search || hash.slice(1)), sawAccounts };
    }
    if (location !== null) {
      page = await browser.go(location);
      continue;
    }
    const form = status === 200 ? formIn(html) : null;
    if (form === null) return { status, answer: none, sawAccounts };
    // The provider's own forms, which a script submits, ask for no account.
    const isChoice = html.includes('name="account"');
    sawAccounts ||= isChoice;
    if (isChoice) form.fields.set("account", account);
    page = await browser.go(new URL(form.action, page.url).href, form.fields);
  }
}

function formIn(html: string) {
  const [, action] = /<form method="post" action="([^"]+)"/.exec(html) ?? [];
  if (action === undefined) return null;
  const fields = new URLSearchParams();
  for (const [, name = "", value = ""] of html.matchAll(
    /type="hidden" name="([^"]+)" value="([^"]*)"/g,
  ))
    fields.set(name, value);
  return { action, fields };
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
export class Browser {
  readonly #cookies = new Map<string, string>();

  /** @param site how the page that leads here stands to it, as a browser says it; null: it does not. */
  constructor(private readonly site: "same-origin" | "cross-site" | null = null) {}

  async go(url: string, form: URLSearchParams | null = null) {
    const response = await fetch(url, {
      method: form === null ? "GET" : "POST",
      body: form,
      redirect: "manual",
      headers: {
        cookie: [...this.#cookies].map((pair) => pair.join("=")).join("; "),
        ...(this.site !== null && { "sec-fetch-site": this.site }),
      },
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [name = "", value = ""] = (cookie.split(";")[0] ?? "").split(/=(.*)/s);
      this.#cookies.set(name, value);
    }
    const location = response.headers.get("location");
    return {
      url,
      status: response.status,
      location: location && new URL(location, url).href,
      html: await response.text(),
    };
  }
}
