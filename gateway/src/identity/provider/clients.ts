import type { KeyRing } from "../../keys/key-ring.js";
import { browserClientId, scriptClientId, scriptRedirectUri } from "../client-ids.js";
import { exchangeGrant } from "../exchange.js";

export interface DemonstrationClients {
  /** Where GraphiQL and the dashboard are served. */
  readonly origin: string;
  readonly gatewayClientId: string;
  readonly keys: Pick<KeyRing, "publicKeys">;
}

/** Metadata of a client as it is now: the gateway's keys rotate. */
export async function findClient(
  id: string,
  { origin, gatewayClientId, keys }: DemonstrationClients,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (id === gatewayClientId) {
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
  const redirectUris: Readonly<Record<string, readonly string[]>> = {
    [browserClientId]: [`${origin}/`, `${origin}/graphiql`],
    [scriptClientId]: [scriptRedirectUri],
  };
  const redirect_uris = Object.hasOwn(redirectUris, id) ? redirectUris[id] : undefined;
  if (redirect_uris === undefined) return undefined;
  return {
    client_id: id,
    application_type: id === scriptClientId ? "native" : "web",
    token_endpoint_auth_method: "none",
    grant_types: ["authorization_code"],
    response_types: ["code"],
    redirect_uris,
  };
}
