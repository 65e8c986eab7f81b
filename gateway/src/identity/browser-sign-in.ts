import { signInResource, signInScope } from "@palier/issuer";
import { type Issuer, IssuerUnavailableError } from "./issuer.js";

/** How pages of this gateway sign in, by code and PKCE. */
export interface BrowserSignIn {
  readonly issuer: Issuer;
  /** Of the gateway, as the issuer knows it. */
  readonly origin: string;
  /** Public clients, null where a page cannot sign in. */
  readonly clientIds: Readonly<Record<BrowserPage, string | null>>;
  /** Whether a session needs a key of its own, by which it signs purposes. */
  readonly bindsKey: () => boolean;
}

export type BrowserPage = "graphiql" | "dashboard";

/** Where the issuer sends a browser back to, below the origin. */
const returnPaths: Readonly<Record<BrowserPage, string>> = {
  graphiql: "/graphiql",
  dashboard: "/",
};

/** What a page must know to sign in. */
export interface BrowserTerms {
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  /** Where it goes to sign out; null where the issuer has no such place. */
  readonly signOutUrl: string | null;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly scope: string;
  readonly resource: string;
  /** Whether the page proves a key of its own to the issuer as it signs in (DPoP, RFC 9449). */
  readonly bindsKey: boolean;
}

/**
 * @returns null where nobody signs in, or not from this page.
 * @throws IssuerUnavailableError
 */
export async function browserTerms(
  browserSignIn: BrowserSignIn | null,
  page: BrowserPage,
): Promise<BrowserTerms | null> {
  const clientId = browserSignIn?.clientIds[page] ?? null;
  if (browserSignIn === null || clientId === null) return null;
  const { issuer, origin, bindsKey } = browserSignIn;
  const { authorization, token, endSession } = await issuer.endpoints();
  return {
    issuer: issuer.name,
    authorizationUrl: authorization,
    tokenUrl: token,
    signOutUrl: endSession ?? null,
    clientId,
    redirectUri: `${origin}${returnPaths[page]}`,
    scope: signInScope,
    resource: signInResource,
    bindsKey: bindsKey(),
  };
}

/** As `browserTerms`, null also while the issuer is down: a page can still be read then. */
export async function browserTermsNow(
  browserSignIn: BrowserSignIn | null,
  page: BrowserPage,
): Promise<BrowserTerms | null> {
  try {
    return await browserTerms(browserSignIn, page);
  } catch (error) {
    if (error instanceof IssuerUnavailableError) return null;
    throw error;
  }
}
