import {
  landlordAudience,
  mintVisa,
  type StatedPurpose,
  signStatement,
  type VisaRequest,
} from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JWTVerifyGetKey,
  SignJWT,
} from "jose";
import { createDoor, type Door, type DoorSettings, type Terms } from "./admit-request.js";

export const hash = "sha256-of-the-convention";
export const { partners, purposes, territories } = writeConvention().convention;
export const texts = new Map([[hash, { partners, purposes, territories }]]);

/** Terms under which the convention is in force. */
export function inForce(
  changes: Partial<Extract<Terms, { readonly state: "IN_FORCE" }>> = {},
): Terms {
  return { state: "IN_FORCE", granted: { partners, purposes, territories }, texts, ...changes };
}

/** Gateway, issuer, a caller's session and door of landlord `lisiere`, with keys of their own. */
export async function trustedDoor(changes: Partial<DoorSettings> = {}) {
  const [gateway, issuer] = [await keyPair("gateway-1"), await keyPair("issuer-1")];
  const session = await sessionKey();
  const now = changes.now ?? (() => new Date());
  const settings: DoorSettings = {
    subgraph: "lisiere",
    gatewayIssuer: "https://gateway.example",
    gatewayKeys: gateway.keys,
    tokens: {
      issuer: "https://issuer.example",
      keys: issuer.keys,
      landlord: "lisiere",
      actor: "palier-gateway",
    },
    terms: () => inForce(),
    now,
    ...changes,
  };
  const visaFor = (partner: string, request: Partial<VisaRequest> = {}, subgraph = "lisiere") =>
    mintVisa(
      {
        sub: `agent of ${partner}`,
        partner,
        kind: partners.find(({ code }) => code === partner)?.kind ?? "POLICE",
        scope: ["77288"],
        purpose: null,
        convention: hash,
        asks: "FIELDS",
        body: null,
        ...request,
      },
      { ...gateway, issuer: settings.gatewayIssuer, subgraph, now: now() },
    );
  const tokenFor = (partner: string, claims: Record<string, unknown> = {}) => {
    const issuedAt = Math.floor(now().getTime() / 1000);
    return new SignJWT({
      sub: `agent of ${partner}`,
      partner,
      act: { sub: "palier-gateway" },
      cnf: { jkt: session.thumbprint },
      iss: "https://issuer.example",
      aud: landlordAudience("lisiere"),
      iat: issuedAt,
      exp: issuedAt + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: issuer.keyId })
      .sign(issuer.key);
  };
  /** What a session signs, unless told otherwise, for the convention and gateway above. */
  const statementFor = (
    partner: string,
    purpose: string,
    { by = session, at = now(), ...changes }: Partial<StatedPurpose> & Signer = {},
  ) =>
    signStatement(
      {
        sub: `agent of ${partner}`,
        purpose,
        convention: hash,
        audience: settings.gatewayIssuer,
        ...changes,
      },
      { ...by, now: at },
    );
  const headersFor = async (partner: string, request: Partial<VisaRequest> = {}) => ({
    "palier-visa": await visaFor(partner, request),
    authorization: `Bearer ${await tokenFor(partner)}`,
    ...(request.body != null &&
      request.purpose != null && {
        "palier-purpose": await statementFor(partner, request.purpose),
      }),
  });
  const door: Door = createDoor(settings);
  return { door, visaFor, tokenFor, statementFor, headersFor };
}

async function keyPair(keyId: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: "EdDSA" };
  const keys: JWTVerifyGetKey = createLocalJWKSet({ keys: [jwk] });
  return { key: privateKey, keyId, keys };
}

interface Signer {
  /** The session's own key unless given. */
  readonly by?: Awaited<ReturnType<typeof sessionKey>>;
  readonly at?: Date;
}

/** As a browser makes one. */
export async function sessionKey() {
  const { privateKey, publicKey } = await generateKeyPair("ES256");
  const jwk = await exportJWK(publicKey);
  return { key: privateKey, publicKey: jwk, thumbprint: await calculateJwkThumbprint(jwk) };
}
