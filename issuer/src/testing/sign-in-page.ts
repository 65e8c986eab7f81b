import { createHash } from "node:crypto";
import { browserClientId } from "../names/client-ids.js";
import { Browser } from "./browser.js";

const verifier = "a-verifier-of-at-least-forty-three-characters";

/** A page of the gateway at which somebody signs in by a broker, as a browser does. */
export class SignInPage {
  /** @param url to which the broker sends the browser back. */
  constructor(
    readonly broker: string,
    readonly url: string,
  ) {}

  get signInUrl(): string {
    const query = new URLSearchParams({
      client_id: browserClientId,
      response_type: "code",
      redirect_uri: this.url,
      scope: "openid",
      resource: "urn:palier:gateway",
      state: "of-the-page",
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    });
    return `${this.broker}/auth?${query}`;
  }

  /** Ends at the page with a code, or where the sign-in does not go on. */
  signIn(browser = new Browser()): Promise<{ readonly at: URL; readonly status: number }> {
    return browser.follow(this.signInUrl, this.url);
  }

  /** Signs in, and redeems the code. */
  async tokens(headers: Readonly<Record<string, string>> = {}): Promise<Record<string, unknown>> {
    const { at } = await this.signIn();
    const form = {
      grant_type: "authorization_code",
      client_id: browserClientId,
      redirect_uri: this.url,
      resource: "urn:palier:gateway",
      code: at.searchParams.get("code") ?? "none",
      code_verifier: verifier,
    };
    return (await this.post(form, { origin: new URL(this.url).origin, ...headers })).body;
  }

  /** @param headers what a page says of itself; a server says nothing. */
  async post(
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<{ readonly response: Response; readonly body: Record<string, unknown> }> {
    const url = `${this.broker}/token`;
    const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), headers });
    // The tests look at what is in it.
    return { response, body: (await response.json()) as Record<string, unknown> };
  }
}
