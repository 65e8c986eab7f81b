import {
  type DPoPState,
  ErrorResponse,
  type User,
  UserManager,
  WebStorageStateStore,
} from "oidc-client-ts";
import type { SignInSettings } from "./settings";
import { signPurpose } from "./sign-purpose";
import { TabKeys } from "./tab-keys";
import { isOwnTab } from "./tab-lock";

/** Who is signed in, as far as the browser knows: the gateway judges. */
export interface Session {
  readonly accessToken: string;
  /** Account at the issuer. */
  readonly account: string;
  /** Of the token, milliseconds since 1970. */
  readonly expiresAtMs: number;
  /** When the token is replaced by another, without the visitor; null where the issuer does not do that. */
  readonly renewAtMs: number | null;
  /** When somebody has to sign in again; null where the issuer does not say. */
  readonly endsAtMs: number | null;
}

/** What became of a renewal: a session, its end, or nothing yet (the issuer was not reached). */
export type Renewal = Session | "ENDED" | "LATER";

/** Where to go back to after signing in. */
interface Return {
  readonly path: string;
}

/** This tab has asked the issuer already whether the visitor is signed in there. */
const askedKey = "palier-asked";
const longestLeadMs = 60_000;

/**
 * OpenID Connect, code with PKCE. Tokens live as long as the browser's tab and are renewed by this tab
 * alone: each has a session and a key of its own, and the issuer knows the visitor in all of them.
 */
export class SignIn {
  readonly #users: UserManager;
  /** Null where sessions have none. */
  readonly #keys: TabKeys | null;
  readonly #redirectUri: string;
  readonly #canSignOut: boolean;
  #renewing: Promise<Renewal> | null = null;
  /** How often this tab has signed out: what was under way then is no session any more. */
  #forgotten = 0;

  constructor({
    issuer,
    clientId,
    redirectUri,
    bindsKey,
    signOutUrl,
    ...settings
  }: SignInSettings) {
    this.#keys = bindsKey ? new TabKeys() : null;
    this.#redirectUri = redirectUri;
    this.#canSignOut = signOutUrl !== null;
    this.#users = new UserManager({
      authority: issuer,
      metadata: {
        issuer,
        authorization_endpoint: settings.authorizationUrl,
        token_endpoint: settings.tokenUrl,
        ...(signOutUrl !== null && { end_session_endpoint: signOutUrl }),
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
   * The session of this tab, also when the issuer has just sent the browser back. A tab without one
   * asks the issuer once, without a page of its own: whoever is signed in there is signed in here.
   *
   * @returns null when there is none, or it has ended.
   */
  async current(): Promise<Session | null> {
    const isOwn = await isOwnTab();
    if (hasAnswer()) return sessionOf(await this.#finish());
    // A copy of another tab has that tab's storage: what is in it may be used by one of them alone.
    if (!isOwn) sessionStorage.clear();
    const user = await this.#users.getUser();
    const session = sessionOf(user);
    if (session !== null) return session;
    if (user?.refresh_token !== undefined) {
      const renewed = await this.renew();
      if (typeof renewed === "object") return renewed;
    }
    if (sessionStorage.getItem(askedKey) !== null) return null;
    await this.#leave({ prompt: "none" });
    return new Promise(() => {});
  }

  /**
   * Leaves for the issuer, and comes back to where the visitor is.
   *
   * @param account of the demonstration, to sign in as at once; absent: the issuer asks.
   */
  async start(account?: string): Promise<void> {
    await this.#leave({
      // Whoever signs in again may be somebody else.
      prompt: "login",
      ...(account !== undefined && { login_hint: account }),
    });
  }

  /** Another token in place of the one at hand; who asks at the same time shares it. */
  renew(): Promise<Renewal> {
    this.#renewing ??= this.#renew().finally(() => {
      this.#renewing = null;
    });
    return this.#renewing;
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
    this.#forgotten += 1;
    sessionStorage.setItem(askedKey, "yes");
    await this.#users.removeUser();
  }

  /**
   * Ends the session at the issuer too, for every tab, where it has a place for that: the browser leaves
   * for it then, and what is returned never settles.
   */
  async signOut(): Promise<void> {
    this.#forgotten += 1;
    sessionStorage.setItem(askedKey, "yes");
    const user = await this.#users.getUser();
    // What was copied of it before serves no more; a gateway that does not answer has nobody wait.
    // After the session's end there is none, and the issuer may know the visitor still.
    if (user !== null) {
      const headers = { authorization: `Bearer ${user.access_token}` };
      await fetch("/sign-out", { method: "POST", headers }).catch(() => undefined);
    }
    if (!this.#canSignOut) return this.forget();
    await this.#users.signoutRedirect({
      post_logout_redirect_uri: this.#redirectUri,
      // An answer that says that the session is over may have it forgotten meanwhile.
      ...(user?.id_token !== undefined && { id_token_hint: user.id_token }),
    });
    return new Promise(() => {});
  }

  async #leave(asking: { readonly prompt: string; readonly login_hint?: string }): Promise<void> {
    sessionStorage.setItem(askedKey, "yes");
    await this.#keys?.forgetOld();
    const state: Return = { path: `${location.pathname}${location.search}${location.hash}` };
    await this.#users.signinRedirect({ state, ...asking });
  }

  async #renew(): Promise<Renewal> {
    const user = await this.#users.getUser();
    if (user?.refresh_token === undefined) return "ENDED";
    const forgotten = this.#forgotten;
    try {
      const renewed = sessionOf(await this.#users.signinSilent());
      if (forgotten === this.#forgotten) return renewed ?? "ENDED";
      await this.#users.removeUser();
      return "LATER";
    } catch (error) {
      return error instanceof ErrorResponse && !isIssuerTrouble(error) ? "ENDED" : "LATER";
    }
  }

  async #finish(): Promise<User | null> {
    try {
      const user = await this.#users.signinCallback();
      goTo((user?.state as Return | undefined)?.path);
      return user ?? null;
    } catch (error) {
      // Refused, or an answer that this tab did not ask for: whoever was signed in still is, and a
      // page that said otherwise would leave their token to the next person.
      goTo(error instanceof ErrorResponse ? (error.state as Return | undefined)?.path : undefined);
      return this.#users.getUser();
    }
  }
}

/** What an issuer says of itself (RFC 6749, 4.1.2.1), not of the session. */
function isIssuerTrouble({ error }: ErrorResponse): boolean {
  return error === "server_error" || error === "temporarily_unavailable";
}

function hasAnswer(): boolean {
  const answer = new URLSearchParams(location.search);
  return location.pathname === "/" && answer.has("state");
}

function goTo(path = "/"): void {
  history.replaceState(null, "", isOwnPath(path) ? path : "/");
}

function isOwnPath(path: string): boolean {
  return path.startsWith("/") && !path.startsWith("//");
}

function sessionOf(user: User | null): Session | null {
  if (user === null || user.expired !== false) return null;
  const expiresAtMs = (user.expires_at ?? 0) * 1000;
  const { session_expiry: end } = user.profile;
  const canRenew = user.refresh_token !== undefined;
  const endsAtMs = typeof end === "number" ? end * 1_000 : null;
  // A token that is new does not make a day longer.
  if (endsAtMs !== null && endsAtMs <= Date.now()) return null;
  const leadMs = Math.min(longestLeadMs, (expiresAtMs - Date.now()) / 3);
  return {
    accessToken: user.access_token,
    account: user.profile.sub,
    expiresAtMs,
    renewAtMs: canRenew ? expiresAtMs - leadMs : null,
    endsAtMs: canRenew ? endsAtMs : expiresAtMs,
  };
}
