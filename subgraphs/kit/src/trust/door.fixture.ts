import { landlordAudience, mintVisa, type VisaRequest } from "@palier/schema";
import { writeConvention } from "@palier/schema/testing";
import { createLocalJWKSet, exportJWK, generateKeyPair, type JWTVerifyGetKey, SignJWT } from "jose";
import { createDoor, type Door, type DoorSettings } from "./admit-request.js";

export const hash = "sha256-of-the-convention";
export const { partners, purposes } = writeConvention().convention;

/** Gateway, issuer and door of landlord `lisiere`, with keys of their own. */
export async function trustedDoor(changes: Partial<DoorSettings> = {}) {
  const [gateway, issuer] = [await keyPair("gateway-1"), await keyPair("issuer-1")];
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
    terms: () => ({
      state: "IN_FORCE",
      convention: { partners, purposes },
      hash,
    }),
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
      iss: "https://issuer.example",
      aud: landlordAudience("lisiere"),
      iat: issuedAt,
      exp: issuedAt + 300,
      ...claims,
    })
      .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid: issuer.keyId })
      .sign(issuer.key);
  };
  const headersFor = async (partner: string, request: Partial<VisaRequest> = {}) => ({
    "palier-visa": await visaFor(partner, request),
    authorization: `Bearer ${await tokenFor(partner)}`,
  });
  const door: Door = createDoor(settings);
  return { door, visaFor, tokenFor, headersFor };
}

async function keyPair(keyId: string) {
  const { privateKey, publicKey } = await generateKeyPair("EdDSA");
  const jwk = { ...(await exportJWK(publicKey)), kid: keyId, alg: "EdDSA" };
  const keys: JWTVerifyGetKey = createLocalJWKSet({ keys: [jwk] });
  return { key: privateKey, keyId, keys };
}
