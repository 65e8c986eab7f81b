import type { JWK } from "jose";
import type { ClientMetadata } from "oidc-provider";
import { exchangeGrant } from "../names/token-exchange.js";

/** The gateway: it exchanges tokens, and proves itself by its key. */
export async function gatewayClient(
  id: string,
  keys: { publicKeys(): Promise<{ readonly keys: readonly JWK[] }> },
): Promise<ClientMetadata> {
  return {
    client_id: id,
    token_endpoint_auth_method: "private_key_jwt",
    token_endpoint_auth_signing_alg: "EdDSA",
    jwks: await keys.publicKeys(),
    grant_types: [exchangeGrant],
    response_types: [],
    redirect_uris: [],
  };
}

/** Pages and programs in which people sign in: they keep no secret, and prove themselves by PKCE. */
export function publicClient(
  id: string,
  type: "web" | "native",
  redirectUris: readonly string[],
  sessionSeconds: number,
): ClientMetadata {
  return {
    client_id: id,
    application_type: type,
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code", ...(type === "web" ? ["refresh_token"] : [])],
    response_types: ["code"],
    redirect_uris: redirectUris,
    post_logout_redirect_uris: type === "web" ? redirectUris : [],
    // A browser that comes back another day signs in anew; the provider counts the last second in.
    default_max_age: sessionSeconds - 1,
  };
}
