import {
  type AuthorizationCode,
  errors,
  type OfSignIn,
  type OidcClient,
  type ProviderContext,
} from "oidc-provider";

/** Of whoever does not renew: scripts, and tools that people try questions in. */
const unrenewedSeconds = 60 * 60;

export interface SessionLives {
  readonly sessionSeconds: number;
  readonly accessSeconds: number;
}

/** Whether what a code gives is renewed: by the dashboard, which is sent back to the gateway's first page. */
export function isRenewed(client: OidcClient, { redirectUri = "" }: AuthorizationCode): boolean {
  const isFirstPage = URL.canParse(redirectUri) && new URL(redirectUri).pathname === "/";
  return client.grantTypeAllowed("refresh_token") && isFirstPage;
}

/** Of everything that a provider gives, in seconds; nothing outlives the sign-in that it came of. */
export function tokenLives(lives: SessionLives) {
  const { sessionSeconds, accessSeconds } = lives;
  return {
    AccessToken: ({ oidc: { entities } }: ProviderContext, _token: unknown, client: OidcClient) => {
      const { AuthorizationCode: code, RefreshToken: renewing } = entities;
      const renews = renewing !== undefined || (code !== undefined && isRenewed(client, code));
      const left = secondsLeft(sessionSeconds, renewing ?? code);
      return Math.min(renews ? accessSeconds : unrenewedSeconds, left);
    },
    RefreshToken: (_ctx: unknown, token: OfSignIn) => secondsLeft(sessionSeconds, token),
    AuthorizationCode: 60,
    Interaction: 10 * 60,
    Grant: sessionSeconds,
    Session: sessionSeconds,
    IdToken: sessionSeconds,
  };
}

/** What a page is told of the session's end (OpenID Connect Enterprise Extensions, `session_expiry`). */
export function sessionClaims({ sessionSeconds }: SessionLives, token: OfSignIn | undefined) {
  return token?.authTime === undefined ? {} : { session_expiry: token.authTime + sessionSeconds };
}

/** @throws InvalidGrant where the day is over. */
function secondsLeft(sessionSeconds: number, of: OfSignIn | undefined): number {
  const now = Math.floor(Date.now() / 1_000);
  const left = (of?.authTime ?? now) + sessionSeconds - now;
  if (left <= 0) throw new errors.InvalidGrant("the session is over");
  return left;
}
