import { type DPoPState, type User, UserManager, WebStorageStateStore } from "oidc-client-ts";
import type { SignInSettings } from "./settings";
import { signPurpose } from "./sign-purpose";
import { TabKeys } from "./tab-keys";

/** Who is signed in, as far as the browser knows: the gateway judges. */
export interface Session {
  readonly accessToken: string;
  /** Account at the issuer. */
  readonly account: string;
  /** Milliseconds since 1970. */
  readonly expiresAtMs: number;
}

/** Where to go back to after signing in. */
interface Return {
  readonly path: string;
}

/** OpenID Connect, code with PKCE. The token lives as long as the browser's tab. */
export class SignIn {
  readonly #users: UserManager;
  /** Null where sessions have none. */
  readonly #keys: TabKeys | null;

  constructor({ issuer, clientId, redirectUri, bindsKey, ...settings }: SignInSettings) {
    this.#keys = bindsKey ? new TabKeys() : null;
    this.#users = new UserManager({
      authority: issuer,
      metadata: {
        issuer,
        authorization_endpoint: settings.authorizationUrl,
        token_endpoint: settings.tokenUrl,
      },
      client_id: clientId,
      redirect_uri: redirectUri,
      scope: settings.scope,
      resource: settings.resource,
      response_type: "code",
      loadUserInfo: false,
      automaticSilentRenew: false,
      monitorSession: false,
      userStore: new WebStorageStateStore({ store: sessionStorage }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      // Of an issuer that does not know the header, a page may not even ask.
      ...(this.#keys !== null && { dpop: { store: this.#keys } }),
    });
  }

  /**
   * The session of this tab, also when the issuer has just sent the browser back; null when there
   * is none, or it has ended.
   */
  async current(): Promise<Session | null> {
    if (hasAnswer()) return sessionOf(await this.#finish());
    return sessionOf(await this.#users.getUser());
  }

  /**
   * Leaves for the issuer, and comes back to where the visitor is.
   *
   * @param account of the demonstration, to sign in as at once; absent: the issuer asks.
   */
  async start(account?: string): Promise<void> {
    await this.#keys?.forgetOld();
    const state: Return = { path: `${location.pathname}${location.search}${location.hash}` };
    await this.#users.signinRedirect({
      state,
      // Whoever signs in again may be somebody else.
      prompt: "login",
      ...(account !== undefined && { login_hint: account }),
    });
  }

  /**
   * A purpose as one question states it.
   *
   * @returns null where the session has lost the key that it was given.
   */
  async sign({ account }: Session, purpose: string): Promise<string | null> {
    if (this.#keys === null) return purpose;
    // The library says that there is always one.
    const key: DPoPState | undefined = await this.#keys.get(this.#users.settings.client_id);
    return key === undefined ? null : signPurpose(key.keys, account, purpose);
  }

  async forget(): Promise<void> {
    await this.#users.removeUser();
  }

  async #finish(): Promise<User | null> {
    try {
      const user = await this.#users.signinCallback();
      const { path } = (user?.state ?? { path: "/" }) as Return;
      history.replaceState(null, "", isOwnPath(path) ? path : "/");
      return user ?? null;
    } catch {
      // Refused, or an answer that this tab did not ask for: whoever was signed in still is, and a
      // page that said otherwise would leave their token to the next person.
      history.replaceState(null, "", "/");
      return this.#users.getUser();
    }
  }
}

function hasAnswer(): boolean {
  const answer = new URLSearchParams(location.search);
  return location.pathname === "/" && answer.has("state");
}

function isOwnPath(path: string): boolean {
  return path.startsWith("/") && !path.startsWith("//");
}

function sessionOf(user: User | null): Session | null {
  if (user === null || user.expired !== false) return null;
  return {
    accessToken: user.access_token,
    account: user.profile.sub,
    expiresAtMs: (user.expires_at ?? 0) * 1000,
  };
}
